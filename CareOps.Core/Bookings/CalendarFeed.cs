using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A member makes the secret address of their calendar feed. The one before it stops at once.</summary>
[Requires(Right.ViewBookings)]
public sealed record MakeCalendarFeed;

/// <summary>A member takes the address of their calendar feed back.</summary>
[Requires(Right.ViewBookings)]
public sealed record StopCalendarFeed;

/// <summary>Answers with the token: only its hash is kept, so this is the one moment in which it can be shown.</summary>
public sealed class MakeCalendarFeedHandler(IWriteDoor door) : Handler<MakeCalendarFeed, LinkToken>(door)
{
    protected override async Task<Result<LinkToken>> ExecuteAsync(
        CareOpsDb db, Caller caller, MakeCalendarFeed command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        var replaced = await CalendarFeedLinks.RevokeAsync(db, member, cancellationToken);
        db.Audit(caller, "calendar_feed.made", member.Value, new { Addresses = replaced }, new { Addresses = 1 });
        return CalendarFeedLinks.Mint(db, member);
    }
}

public sealed class StopCalendarFeedHandler(IWriteDoor door) : Handler<StopCalendarFeed, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, StopCalendarFeed command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        if (await CalendarFeedLinks.RevokeAsync(db, member, cancellationToken) is > 0 and var stopped)
        {
            db.Audit(caller, "calendar_feed.stopped", member.Value, new { Addresses = stopped }, new { Addresses = 0 });
        }

        return Done.It;
    }
}

/// <summary>The secret address of a member's calendar feed.</summary>
internal static class CalendarFeedLinks
{
    // A calendar program keeps asking for as long as the member works here; the member ends it.
    private static readonly Duration Valid = Duration.FromDays(3650);

    public static LinkToken Mint(CareOpsDb db, MemberId member) =>
        PublicLinks.Mint(db, LinkPurposes.CalendarFeed, member.Value, db.Now + Valid);

    /// <summary>Two makings at once must not leave two addresses.</summary>
    public static async Task<int> RevokeAsync(CareOpsDb db, MemberId member, CancellationToken cancellationToken)
    {
        await db.LockAsync($"feed:{member}", cancellationToken);
        return await PublicLinks.RevokeAsync(db, LinkPurposes.CalendarFeed, member.Value, cancellationToken);
    }
}
