using System.Text;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>A booking as a file for the customer's own calendar.</summary>
[Requires(Right.HoldLink)]
public sealed class BookingCalendarModel(PublicLinks links, BookingQueries bookings, PublicAddress address, IClock clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        if (!holder.Succeeded)
        {
            return holder.Error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : NotFound();
        }

        if (await bookings.ByLinkAsync(holder.Value, cancellationToken) is not { } details)
        {
            return NotFound();
        }

        var file = CalendarFile.Write(
            CalendarEvent.Of(details),
            new Uri($"{address.Root}/booking/{token}"),
            new Uri(address.BookingPage(details.Workspace.Slug)),
            clock.GetCurrentInstant());
        return File(Encoding.UTF8.GetBytes(file), CalendarFile.ContentType, $"booking-{details.Booking.Reference}.ics");
    }
}
