using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Inbox;

namespace CareOps.Web.Components.Inbox;

/// <summary>What the panel beside a conversation shows of its contact.</summary>
/// <param name="NextBooking">Null where nothing is booked ahead, or the member may not see bookings.</param>
/// <param name="Forms">Those that are open first; null where the member may not see forms.</param>
/// <param name="Notes">The newest ones of the conversation, the last one first.</param>
/// <param name="Runs">What the rules did, newest first.</param>
public sealed record ContactContent(
    BookingRow? NextBooking, IReadOnlyList<FormRow>? Forms, IReadOnlyList<ThreadNote> Notes, IReadOnlyList<RunRow> Runs)
{
    public static readonly ContactContent None = new(null, null, [], []);
}
