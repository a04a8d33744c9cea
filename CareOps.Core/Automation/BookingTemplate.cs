using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>What a message about a booking can say, with a fresh link to it.</summary>
internal static class BookingTemplate
{
    public static async Task<Dictionary<string, string>> ValuesAsync(
        CareOpsDb db, PublicAddress address, Booking booking, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var contact = await db.ContactAsync(booking.ContactId, cancellationToken);
        var values = TemplateValues.Of(workspace, address, contact, booking, BookingLinks.Mint(db, booking));
        await TemplateValues.AddServiceAsync(db, values, workspace, contact, booking, cancellationToken);
        return values;
    }

    /// <summary>Where a message is about several bookings of a series, says when each of them is.</summary>
    public static async Task AddTimesAsync(
        CareOpsDb db, Dictionary<string, string> values, IReadOnlyList<Booking> series, CancellationToken cancellationToken)
    {
        if (series.Count > 1)
        {
            var workspace = await db.WorkspaceAsync(cancellationToken);
            var wording = TemplateValues.WordingOf(workspace, await db.ContactAsync(series[0].ContactId, cancellationToken));
            values["booking.when"] = string.Join("; ", series.Select(each => wording.Moment(each.StartsAt, workspace.Zone)));
        }
    }

    /// <summary>Says how bookings stand whose cancellation was taken back: as before, or waiting for their confirmation again.</summary>
    public static async Task AddStandingAsync(
        CareOpsDb db, Dictionary<string, string> values, IReadOnlyList<Booking> bookings, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var wording = TemplateValues.WordingOf(workspace, await db.ContactAsync(bookings[0].ContactId, cancellationToken));
        values["booking.standing"] = TemplateValues.StandingOf(wording, bookings[0].Status == BookingStatus.Pending, bookings.Count);
    }

    /// <summary>What the message has for the customer's calendar: under the ids and sequences of the files that can be downloaded.</summary>
    /// <returns>Null while a booking waits for its approval, or where it would be too long for a mail.</returns>
    public static async Task<string?> CalendarAsync(
        CareOpsDb db, PublicAddress address, IReadOnlyList<Booking> bookings, string link, CancellationToken cancellationToken)
    {
        if (bookings.Any(static booking => booking.Status == BookingStatus.Pending))
        {
            return null;
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        var events = new List<PublishedEvent>(bookings.Count);
        foreach (var booking in bookings)
        {
            var appointment = await BookingQueries.CalendarEventAsync(db, workspace, booking, cancellationToken);
            events.Add(new PublishedEvent(appointment, new Uri(link), db.Now));
        }

        var file = CalendarFile.WriteNotice(
            events, new Uri(address.BookingPage(workspace.Slug)), isCancelled: bookings[0].Status == BookingStatus.Cancelled);
        return file.Length <= Message.MaxCalendarLength ? file : null;
    }
}
