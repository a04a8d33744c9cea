using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Bookings;

/// <summary>What "own calendar only" leaves of bookings and the waitlist: every place that shows or changes some for a member asks here.</summary>
public static class OwnCalendar
{
    /// <summary>The bookings that the caller may see.</summary>
    public static IQueryable<Booking> BookingsFor(this CareOpsDb db, Caller caller) =>
        Only(caller) is { } me ? db.Bookings().Where(booking => booking.MemberId == me) : db.Bookings();

    /// <summary>The places on waitlists that the caller may see: of the services that they do, with them or with anyone.</summary>
    public static IQueryable<WaitlistEntry> WaitlistFor(this CareOpsDb db, Caller caller) => Only(caller) is { } me
        ? db.WaitlistEntries().Where(entry => (entry.MemberId == null || entry.MemberId == me)
            && db.ServiceMembers().Any(team => team.ServiceId == entry.ServiceId && team.MemberId == me))
        : db.WaitlistEntries();

    /// <summary>Whether the caller may see and fill this member's calendar.</summary>
    public static bool Allows(Caller caller, MemberId member) => Only(caller) is not { } me || me == member;

    /// <summary>Whose bookings the caller may see; null for everyone's.</summary>
    public static MemberId? Only(Caller caller) => (caller as Caller.Member)?.OnlyCalendar;
}
