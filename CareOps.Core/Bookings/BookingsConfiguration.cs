using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;
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
            table.HasCheckConstraint("CK_Services_Buffers", "\"BufferBeforeMinutes\" >= 0 AND \"BufferAfterMinutes\" >= 0");
        });
        builder.Property(service => service.Id).ValueGeneratedNever();
        builder.Property(service => service.Name).HasMaxLength(Service.MaxNameLength);
        builder.Property(service => service.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(service => service.Description).HasMaxLength(Service.MaxDescriptionLength);
        builder.Property(service => service.LocationDetails).HasMaxLength(Service.MaxLocationLength);
        builder.HasIndex(service => new { service.WorkspaceId, service.Slug }).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(service => service.MemberId).OnDelete(DeleteBehavior.Restrict);
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
        builder.HasIndex(booking => new { booking.WorkspaceId, booking.Reference }).IsUnique();
        builder.HasIndex(booking => new { booking.WorkspaceId, booking.StartsAt });
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
        builder.ToTable("Occupancies", table => table.HasCheckConstraint("CK_Occupancies_Interval", "\"StartsAt\" < \"EndsAt\""));
        builder.Property(occupancy => occupancy.Id).ValueGeneratedNever();
        builder.HasIndex(occupancy => new { occupancy.SubjectId, occupancy.SessionId, occupancy.Seat }).IsUnique();
        builder.HasIndex(occupancy => new { occupancy.SubjectId, occupancy.StartsAt });
        builder.HasIndex(occupancy => occupancy.BookingId);
        builder.HasIndex(occupancy => occupancy.ExpiresAt).HasFilter("\"ExpiresAt\" IS NOT NULL");
        builder.HasOne<Booking>().WithMany().HasForeignKey(occupancy => occupancy.BookingId).OnDelete(DeleteBehavior.Cascade);
    }
}
