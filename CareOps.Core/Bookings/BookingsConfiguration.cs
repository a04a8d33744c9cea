using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Bookings;

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("Services", table =>
        {
            table.HasCheckConstraint("CK_Services_Duration", "\"DurationMinutes\" BETWEEN 1 AND 1440");
            table.HasCheckConstraint("CK_Services_Step", "\"SlotStepMinutes\" BETWEEN 5 AND 1440");
            table.HasCheckConstraint("CK_Services_Seats", "\"Seats\" >= 1 AND (\"DailyLimit\" IS NULL OR \"DailyLimit\" >= 1)");
            table.HasCheckConstraint("CK_Services_Buffers", "\"BufferBeforeMinutes\" >= 0 AND \"BufferAfterMinutes\" >= 0");
        });
        builder.Property(service => service.Id).ValueGeneratedNever();
        builder.Property(service => service.Name).HasMaxLength(Service.MaxNameLength);
        builder.Property(service => service.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(service => service.Description).HasMaxLength(Service.MaxDescriptionLength);
        builder.Property(service => service.LocationDetails).HasMaxLength(Service.MaxLocationLength);
        builder.HasIndex(service => new { service.WorkspaceId, service.Slug }).IsUnique();
    }
}

internal sealed class ServiceMemberConfiguration : IEntityTypeConfiguration<ServiceMember>
{
    public void Configure(EntityTypeBuilder<ServiceMember> builder)
    {
        builder.ToTable("ServiceMembers");
        builder.HasKey(row => new { row.ServiceId, row.MemberId });
        builder.HasIndex(row => row.MemberId);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId);
        builder.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
    }
}

internal sealed class ResourceConfiguration : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> builder)
    {
        builder.ToTable("Resources");
        builder.Property(resource => resource.Id).ValueGeneratedNever();
        builder.Property(resource => resource.Name).HasMaxLength(Resource.MaxNameLength);
        builder.HasIndex(resource => new { resource.WorkspaceId, resource.Name }).IsUnique();
    }
}

internal sealed class ServiceResourceConfiguration : IEntityTypeConfiguration<ServiceResource>
{
    public void Configure(EntityTypeBuilder<ServiceResource> builder)
    {
        builder.ToTable("ServiceResources", table => table.HasCheckConstraint("CK_ServiceResources_Need", "\"Need\" >= 1"));
        builder.HasKey(row => new { row.ServiceId, row.Need, row.ResourceId });
        builder.HasIndex(row => row.ResourceId);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId);
        builder.HasOne<Resource>().WithMany().HasForeignKey(row => row.ResourceId);
    }
}

internal sealed class DayOverrideConfiguration : IEntityTypeConfiguration<DayOverride>
{
    private const int LongestText = 200;

    public void Configure(EntityTypeBuilder<DayOverride> builder)
    {
        builder.ToTable("DayOverrides");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Intervals)
            .HasConversion(
                intervals => DayIntervals.Write(intervals),
                text => DayIntervals.Read(text),
                new ValueComparer<IReadOnlyList<DayInterval>>(
                    (one, other) => one!.SequenceEqual(other!), intervals => intervals.Count, intervals => intervals))
            .HasMaxLength(LongestText);
        builder.HasIndex(row => new { row.MemberId, row.Date }).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
    }
}

internal sealed class TimeOffConfiguration : IEntityTypeConfiguration<TimeOff>
{
    public void Configure(EntityTypeBuilder<TimeOff> builder)
    {
        builder.ToTable("TimesOff", table => table.HasCheckConstraint("CK_TimesOff_Interval", "\"StartsAt\" < \"EndsAt\""));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Reason).HasMaxLength(TimeOff.MaxReasonLength);
        builder.HasIndex(row => new { row.MemberId, row.EndsAt });
        builder.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
    }
}

internal sealed class HolidayConfiguration : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("Holidays");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(Holiday.MaxNameLength);
        builder.HasIndex(row => new { row.WorkspaceId, row.Date }).IsUnique();
    }
}

internal sealed class BookingSeriesConfiguration : IEntityTypeConfiguration<BookingSeries>
{
    public void Configure(EntityTypeBuilder<BookingSeries> builder)
    {
        builder.ToTable("BookingSeries", table => table.HasCheckConstraint(
            "CK_BookingSeries_Count", "\"EveryDays\" >= 1 AND \"Count\" >= 1"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Contact>().WithMany().HasForeignKey(row => row.ContactId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WaitlistEntryConfiguration : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> builder)
    {
        builder.ToTable("WaitlistEntries", table =>
        {
            table.HasCheckConstraint("CK_WaitlistEntries_Days", "\"FirstDay\" <= \"LastDay\"");
            table.HasCheckConstraint(
                "CK_WaitlistEntries_Offer", "(\"Status\" = 'Offered') = (\"OfferEndsAt\" IS NOT NULL)");
        });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(Contact.MaxNameLength);
        builder.Property(row => row.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(row => row.Phone).HasMaxLength(PhoneNumber.MaxDigits + 1);
        builder.HasIndex(row => new { row.ServiceId, row.CreatedAt }, "IX_WaitlistEntries_Waiting").HasFilter("\"Status\" = 'Waiting'");

        // The members' list, a page after the other.
        builder.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id }, "IX_WaitlistEntries_InTurn").HasFilter("\"Status\" IN ('Waiting', 'Offered')");

        // Who waits for a service waits once; who shares an address waits beside them.
        builder.HasIndex(row => new { row.ServiceId, row.ContactId, row.Name, row.Email, row.Phone }).IsUnique().HasFilter("\"Status\" IN ('Waiting', 'Offered')");
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(row => row.ContactId);
        builder.HasOne<Booking>().WithMany().HasForeignKey(row => row.BookingId);
    }
}

internal sealed class WaitlistOfferConfiguration : IEntityTypeConfiguration<WaitlistOffer>
{
    public void Configure(EntityTypeBuilder<WaitlistOffer> builder)
    {
        builder.ToTable("WaitlistOffers");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.EntryId, row.Start }).IsUnique();
        builder.HasOne<WaitlistEntry>().WithMany().HasForeignKey(row => row.EntryId);
    }
}

internal sealed class WeeklyHoursConfiguration : IEntityTypeConfiguration<WeeklyHours>
{
    public void Configure(EntityTypeBuilder<WeeklyHours> builder)
    {
        builder.ToTable("WeeklyHours", table => table.HasCheckConstraint(
            "CK_WeeklyHours_Interval", "\"StartMinute\" >= 0 AND \"StartMinute\" < \"EndMinute\" AND \"EndMinute\" <= 1440"));
        builder.Property(hours => hours.Id).ValueGeneratedNever();
        builder.HasIndex(hours => new { hours.MemberId, hours.Day, hours.StartMinute }).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(hours => hours.MemberId);
    }
}

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.ToTable("Bookings", table => table.HasCheckConstraint("CK_Bookings_Interval", "\"StartsAt\" < \"EndsAt\""));
        builder.Property(booking => booking.Id).ValueGeneratedNever();
        builder.Property(booking => booking.Reference).HasMaxLength(Booking.ReferenceLength);
        builder.Property(booking => booking.ServiceName).HasMaxLength(Service.MaxNameLength);
        builder.Property(booking => booking.Name).HasMaxLength(Contact.MaxNameLength);
        builder.Property(booking => booking.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(booking => booking.Phone).HasMaxLength(PhoneNumber.MaxDigits + 1);
        builder.Property(booking => booking.Notes).HasMaxLength(Booking.MaxNotesLength);
        builder.Property(booking => booking.OverrideReason).HasMaxLength(Booking.MaxReasonLength);
        builder.Property(booking => booking.CancelReason).HasMaxLength(Booking.MaxReasonLength);
        builder.Property<BookingStatus?>("StatusBeforeCancelling");
        builder.Property<BookingChange?>("OwedBeforeCancelling");
        builder.HasIndex(booking => new { booking.WorkspaceId, booking.Reference }).IsUnique();
        builder.HasIndex(booking => new { booking.ServiceId, booking.StartsAt });
        builder.HasIndex(booking => booking.SeriesId).HasFilter("\"SeriesId\" IS NOT NULL");
        builder.HasOne<BookingSeries>().WithMany().HasForeignKey(booking => booking.SeriesId);

        // With all that Today and the reports count, so that they read the index alone.
        builder.HasIndex(
            booking => new
            {
                booking.WorkspaceId,
                booking.StartsAt,
                booking.Status,
                booking.ServiceId,
                booking.MemberId,
                booking.Source,
                booking.PriceMinor,
                booking.EndsAt,
            },
            "IX_Bookings_Time");
        builder.HasIndex(booking => new { booking.WorkspaceId, booking.StartsAt }, "IX_Bookings_Pending").HasFilter("\"Status\" = 'Pending'");
        builder.HasIndex(booking => new { booking.WorkspaceId, booking.CreatedAt });
        builder.HasIndex(booking => new { booking.ContactId, booking.StartsAt });
        builder.HasOne<Service>().WithMany().HasForeignKey(booking => booking.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Member>().WithMany().HasForeignKey(booking => booking.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Contact>().WithMany().HasForeignKey(booking => booking.ContactId).OnDelete(DeleteBehavior.Restrict);
    }
}

// The overlap itself is refused by a trigger (SQLite) and an exclusion constraint (PostgreSQL): see the migrations.
internal sealed class OccupancyConfiguration : IEntityTypeConfiguration<Occupancy>
{
    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.ToTable("Occupancies", table =>
        {
            table.HasCheckConstraint(
                "CK_Occupancies_Interval",
                "\"StartsAt\" <= \"AppointmentStartsAt\" AND \"AppointmentStartsAt\" < \"AppointmentEndsAt\" AND \"AppointmentEndsAt\" <= \"EndsAt\"");
            table.HasCheckConstraint("CK_Occupancies_Seat", "\"Seat\" BETWEEN 1 AND \"Capacity\"");
            table.HasCheckConstraint(
                "CK_Occupancies_Owner",
                "(\"BookingId\" IS NULL) <> (\"HoldId\" IS NULL) AND (\"HoldId\" IS NULL) = (\"ExpiresAt\" IS NULL)");
        });
        builder.Property(occupancy => occupancy.Id).ValueGeneratedNever();
        builder.HasIndex(occupancy => new { occupancy.SubjectId, occupancy.SessionId, occupancy.Seat }).IsUnique();
        builder.HasIndex(occupancy => new { occupancy.SubjectId, occupancy.StartsAt });
        builder.HasIndex(occupancy => occupancy.BookingId);
        builder.HasIndex(occupancy => occupancy.HoldId).HasFilter("\"HoldId\" IS NOT NULL");
        builder.HasIndex(occupancy => occupancy.ExpiresAt).HasFilter("\"ExpiresAt\" IS NOT NULL");
        builder.HasOne<Booking>().WithMany().HasForeignKey(occupancy => occupancy.BookingId).OnDelete(DeleteBehavior.Cascade);
    }
}
