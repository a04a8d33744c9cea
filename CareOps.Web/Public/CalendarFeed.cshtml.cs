using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace CareOps.Web.Public;

/// <summary>A member's bookings for the calendar program of their choice, which asks for them again and again.</summary>
[Requires(Right.HoldLink)]
public sealed class CalendarFeedModel(
    PublicLinks links, CalendarFeedQueries feeds, CalendarFeedVersions versions, PublicAddress address) : PageModel
{
    private const string Every15Minutes = "PT15M";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.CalendarFeed, cancellationToken);
        if (!holder.Succeeded)
        {
            return holder.Error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : NotFound();
        }

        if (await feeds.ByLinkAsync(holder.Value, cancellationToken) is not { } feed)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        var file = Encoding.UTF8.GetBytes(Write(feed));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..32]}\"");
        Response.Headers.CacheControl = "private, no-cache";
        return new FileContentResult(file, CalendarFile.ContentType)
        {
            EntityTag = tag,
            LastModified = versions.LastModified(holder.Value.SubjectId, tag.ToString()),
        };
    }

    // The same bookings give the same file, so that a program which has it is told so.
    private string Write(CalendarFeed feed)
    {
        var calendar = $"{address.Root}/app/{feed.Workspace.Slug}/calendar";
        return CalendarFile.WriteFeed(
            $"{feed.Workspace.Name}, {feed.MemberName}",
            Every15Minutes,
            feed.Bookings.Select(details => new PublishedEvent(
                CalendarEvent.ForMember(details),
                new Uri($"{calendar}?booking={details.Booking.Id}"),
                details.Booking.CancelledAt ?? details.Booking.CreatedAt)),
            new Uri(address.BookingPage(feed.Workspace.Slug)));
    }
}
