using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CareOps.Bench.WriteQueue;

/// <summary>Five tables of the size and keys of a booking's: what one transaction of the write load inserts into.</summary>
public sealed class WriteLoadDb(DbContextOptions<WriteLoadDb> options) : DbContext(options)
{
    public DbSet<LoadContact> Contacts => Set<LoadContact>();

    public DbSet<LoadConversation> Conversations => Set<LoadConversation>();

    public DbSet<LoadBooking> Bookings => Set<LoadBooking>();

    public DbSet<LoadOccupancy> Occupancies => Set<LoadOccupancy>();

    public DbSet<LoadEvent> Events => Set<LoadEvent>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuid>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LoadContact>().HasIndex(contact => contact.Email).IsUnique();
        modelBuilder.Entity<LoadConversation>().HasOne<LoadContact>().WithMany().HasForeignKey(talk => talk.ContactId);
        modelBuilder.Entity<LoadBooking>().HasOne<LoadContact>().WithMany().HasForeignKey(booking => booking.ContactId);
        modelBuilder.Entity<LoadBooking>().HasIndex(booking => booking.StartsAt);
        modelBuilder.Entity<LoadOccupancy>().HasOne<LoadBooking>().WithMany().HasForeignKey(taken => taken.BookingId);
        modelBuilder.Entity<LoadOccupancy>().HasIndex(taken => new { taken.SubjectId, taken.StartsAt });
    }

    // Version 7 ids sort by time only when their bytes are stored in writing order.
    private sealed class BigEndianGuid()
        : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}
