using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Says which bookings stay cancelled after all, and why.</summary>
internal static class LeftCancelledText
{
    private const int MostNamed = 3;

    public static string Of(GivenBack back, string name, DateTimeZone zone)
    {
        if (back is { Bookings: [], Left: [var only] })
        {
            return only.Error.Message;
        }

        var standing = Standing(back.Bookings.Count, name);
        var told = back.IsTold ? " The customer gets a message about it." : null;
        var left = back.Left.Take(MostNamed).Select(each => $"{Say.Moment(each.Booking.StartsAt, zone)} stays cancelled: {each.Error.Message}");
        var more = back.Left.Count > MostNamed ? $" {Say.Count(back.Left.Count - MostNamed, "more stays", "more stay")} cancelled." : null;
        return $"{standing}{told} {string.Join(' ', left)}{more}";
    }

    /// <summary>"2 bookings of Eva Moen stand again."</summary>
    public static string Standing(int count, string name) => count switch
    {
        0 => $"No booking of {name} stands again.",
        1 => $"1 booking of {name} stands again.",
        _ => $"{Say.Count(count, "booking", "bookings")} of {name} stand again.",
    };
}
