using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

public static class BookingsTables
{
    public static DbSet<Service> Services(this CareOpsDb db) => db.Set<Service>();

    public static DbSet<WeeklyHours> WeeklyHours(this CareOpsDb db) => db.Set<WeeklyHours>();

    public static DbSet<ServiceMember> ServiceMembers(this CareOpsDb db) => db.Set<ServiceMember>();

    public static DbSet<Resource> Resources(this CareOpsDb db) => db.Set<Resource>();

    public static DbSet<ServiceResource> ServiceResources(this CareOpsDb db) => db.Set<ServiceResource>();

    public static DbSet<DayOverride> DayOverrides(this CareOpsDb db) => db.Set<DayOverride>();

    public static DbSet<TimeOff> TimesOff(this CareOpsDb db) => db.Set<TimeOff>();

    public static DbSet<Holiday> Holidays(this CareOpsDb db) => db.Set<Holiday>();

    public static DbSet<BookingSeries> BookingSeries(this CareOpsDb db) => db.Set<BookingSeries>();

    public static DbSet<WaitlistEntry> WaitlistEntries(this CareOpsDb db) => db.Set<WaitlistEntry>();

    public static DbSet<WaitlistOffer> WaitlistOffers(this CareOpsDb db) => db.Set<WaitlistOffer>();

    public static DbSet<Booking> Bookings(this CareOpsDb db) => db.Set<Booking>();

    public static DbSet<Occupancy> Occupancies(this CareOpsDb db) => db.Set<Occupancy>();
}
