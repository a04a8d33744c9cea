using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Bookings;

public static class BookingsTables
{
    public static DbSet<Service> Services(this CareOpsDb db) => db.Set<Service>();

    public static DbSet<WeeklyHours> WeeklyHours(this CareOpsDb db) => db.Set<WeeklyHours>();

    public static DbSet<Booking> Bookings(this CareOpsDb db) => db.Set<Booking>();

    public static DbSet<Occupancy> Occupancies(this CareOpsDb db) => db.Set<Occupancy>();
}
