using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>A figure beside what it was a week earlier.</summary>
public readonly record struct Figure(int Now, int Before)
{
    public int Change => Now - Before;
}

/// <summary>The figures of this moment. A part the caller may not see is null.</summary>
public sealed record TodayFigures(BookingFigures? Bookings, InboxFigures? Inbox, FormFigures? Forms, StockFigures? Stock);

/// <param name="Today">Against the same weekday last week; cancelled ones left out, here and below.</param>
/// <param name="Upcoming">Booked for the next seven days, against what was booked a week ago for the seven days after that.</param>
/// <param name="Completed">Of today's, against last week's.</param>
/// <param name="NoShow">Of today's, against last week's.</param>
/// <param name="Pending">All that wait to be confirmed.</param>
public sealed record BookingFigures(Figure Today, Figure Upcoming, Figure Completed, Figure NoShow, int Pending);

/// <param name="NewInquiries">Contacts who wrote first today, by the contact form, mail or text message, against the same weekday last week.</param>
/// <param name="Ongoing">Open conversations, counted up to <see cref="MostCounted"/>.</param>
/// <param name="Unanswered">Customers who wait for a member, likewise.</param>
/// <param name="Late">Those of them who wait beyond the target, likewise.</param>
public sealed record InboxFigures(Figure NewInquiries, int Ongoing, int Unanswered, int Late)
{
    /// <summary>Counting stops here, so that it costs the same in every business.</summary>
    public const int MostCounted = 1000;
}

/// <param name="Pending">Sent and not begun or not finished, counted up to <see cref="InboxFigures.MostCounted"/>.</param>
/// <param name="Overdue">Not back by their due moment, likewise.</param>
/// <param name="Completed">Came back today, against the same weekday last week.</param>
public sealed record FormFigures(int Pending, int Overdue, Figure Completed);

/// <param name="Low">At or below their threshold, not empty.</param>
/// <param name="Critical">Of which nothing is left.</param>
public sealed record StockFigures(int Low, int Critical);

/// <summary>Counts all figures with one statement, each by an index of its own.</summary>
internal static class FigureReader
{
    private const int Week = 7;
    private const int Most = InboxFigures.MostCounted;

    private static readonly ContactSource[] Inquiring = [ContactSource.ContactForm, ContactSource.Inbound];

    public static async Task<TodayFigures> ReadAsync(
        CareOpsDb db, Caller caller, Workspace workspace, LocalDate date, CancellationToken cancellationToken)
    {
        Instant Start(int days) => date.PlusDays(days).AtStartOfDayInZone(workspace.Zone).ToInstant();
        var (today, tomorrow, weekAhead) = (Start(0), Start(1), Start(1 + Week));
        var (lastDay, dayAfterLast) = (Start(-Week), Start(1 - Week));
        var then = db.Now - Duration.FromDays(Week);
        var late = db.Now - Duration.FromMinutes(workspace.ResponseTargetMinutes);
        var bookings = db.BookingsFor(caller);
        var asked = db.FormSubmissions().Where(each => !db.FormTemplates().Any(template => template.Id == each.TemplateId && template.IsContactForm));
        var row = await db.Workspaces().Select(_ => new
        {
            BookingsToday = bookings.Count(each => each.StartsAt >= today && each.StartsAt < tomorrow && each.Status != BookingStatus.Cancelled),
            BookingsThen = bookings.Count(each => each.StartsAt >= lastDay && each.StartsAt < dayAfterLast && each.Status != BookingStatus.Cancelled),
            Upcoming = bookings.Count(each => each.StartsAt >= tomorrow && each.StartsAt < weekAhead && each.Status != BookingStatus.Cancelled),
            UpcomingThen = bookings.Count(each => each.StartsAt >= dayAfterLast && each.StartsAt < tomorrow && each.CreatedAt <= then
                && (each.Status != BookingStatus.Cancelled || each.CancelledAt > then)),
            Completed = bookings.Count(each => each.StartsAt >= today && each.StartsAt < tomorrow && each.Status == BookingStatus.Completed),
            CompletedThen = bookings.Count(each => each.StartsAt >= lastDay && each.StartsAt < dayAfterLast && each.Status == BookingStatus.Completed),
            NoShow = bookings.Count(each => each.StartsAt >= today && each.StartsAt < tomorrow && each.Status == BookingStatus.NoShow),
            NoShowThen = bookings.Count(each => each.StartsAt >= lastDay && each.StartsAt < dayAfterLast && each.Status == BookingStatus.NoShow),
            Inquiries = db.Contacts().Count(each => each.CreatedAt >= today && each.CreatedAt < tomorrow && Inquiring.Contains(each.Source)),
            InquiriesThen = db.Contacts().Count(each => each.CreatedAt >= lastDay && each.CreatedAt < dayAfterLast && Inquiring.Contains(each.Source)),
            Ongoing = db.Conversations().Where(each => each.Status == ConversationStatus.Open).Take(Most).Count(),
            Unanswered = db.Conversations().Where(each => each.WaitingSince != null).Take(Most).Count(),
            Late = db.Conversations().Where(each => each.WaitingSince != null && each.WaitingSince <= late).Take(Most).Count(),
            FormsPending = db.FormSubmissions().Where(each => each.Status == FormStatus.Pending).Take(Most).Count()
                + db.FormSubmissions().Where(each => each.Status == FormStatus.InProgress).Take(Most).Count(),
            FormsOverdue = db.FormSubmissions().Where(each => each.Status == FormStatus.Overdue).Take(Most).Count(),
            FormsDone = asked.Count(each => each.Status == FormStatus.Completed && each.SortAt >= today && each.SortAt < tomorrow),
            FormsDoneThen = asked.Count(each => each.Status == FormStatus.Completed && each.SortAt >= lastDay && each.SortAt < dayAfterLast),
            StockLow = db.InventoryItems().Count(each => each.AlertId != null && each.Quantity > 0),
            StockOut = db.InventoryItems().Count(each => each.AlertId != null && each.Quantity <= 0),
            Pending = bookings.Count(each => each.Status == EF.Constant(BookingStatus.Pending)),
        }).SingleAsync(cancellationToken);
        return new TodayFigures(
            !caller.May(Right.ViewBookings) ? null : new BookingFigures(
                new Figure(row.BookingsToday, row.BookingsThen),
                new Figure(row.Upcoming, row.UpcomingThen),
                new Figure(row.Completed, row.CompletedThen),
                new Figure(row.NoShow, row.NoShowThen),
                row.Pending),
            !caller.May(Right.ViewInbox) ? null : new InboxFigures(
                new Figure(row.Inquiries, row.InquiriesThen), row.Ongoing, row.Unanswered, row.Late),
            !caller.May(Right.ViewForms) ? null : new FormFigures(
                Math.Min(row.FormsPending, Most), row.FormsOverdue, new Figure(row.FormsDone, row.FormsDoneThen)),
            !caller.May(Right.ViewInventory) ? null : new StockFigures(row.StockLow, row.StockOut));
    }
}
