using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A form that someone was asked to fill in, as lists show it.</summary>
public sealed record FormRow(
    Guid Id,
    Guid TemplateId,
    string Title,
    int Version,
    Guid ContactId,
    string ContactName,
    Guid? BookingId,
    string? ServiceName,
    Instant? BookingStartsAt,
    FormStatus Status,
    Instant SortAt,
    Instant SentAt,
    Instant? DueAt,
    Instant? OpenedAt,
    Instant? StartedAt,
    Instant? SubmittedAt,
    Instant? RemindedAt)
{
    public bool IsOpen => Status is FormStatus.Overdue or FormStatus.InProgress or FormStatus.Pending;

    public bool IsLate => SubmittedAt > DueAt;
}

/// <summary>Which forms the tracker shows. What is null is not asked for.</summary>
public sealed record FormFilter
{
    /// <summary>Null for all that are open, overdue first.</summary>
    public FormStatus? Status { get; init; }

    public Guid? Template { get; init; }

    /// <summary>One contact's.</summary>
    public Guid? Contact { get; init; }

    /// <summary>A part of the contact's name.</summary>
    public string? Search { get; init; }

    /// <summary>What is done with is read backwards, the latest first.</summary>
    public bool NewestFirst => Status is FormStatus.Completed or FormStatus.Withdrawn;
}

/// <summary>A booking with the forms it needs, those that someone has to look after first.</summary>
public sealed record FormsOfOneBooking(
    Guid BookingId, Guid ContactId, string ContactName, string ServiceName, Instant StartsAt, IReadOnlyList<FormRow> Forms)
{
    public IEnumerable<FormRow> Open => Forms.Where(static form => form.IsOpen);
}

/// <summary>Where a page of forms ended.</summary>
public readonly record struct FormCursor(FormStatus Status, Instant SortAt, Guid Id);

/// <summary>An answer beside the question as it was asked.</summary>
public sealed record FormReadingAnswer(FormQuestion Question, string? Value, Instant? SignedAt, string? SignedHash)
{
    /// <summary>What was added, of a question for files.</summary>
    public IReadOnlyList<FormFileRow> Files { get; init; } = [];
}

/// <summary>What came back, or has so far, against the version that was answered.</summary>
/// <param name="Row">When it was sent, opened, begun and submitted.</param>
/// <param name="Content">The version.</param>
/// <param name="Answers">Every question that was asked, sections too, in order.</param>
public sealed record FormReading(FormRow Row, FormContent Content, IReadOnlyList<FormReadingAnswer> Answers);

/// <summary>Reads what became of forms: the tracker, a contact's and a booking's forms, what was answered.</summary>
public sealed class FormTrackerQueries(ReadDoor door)
{
    /// <summary>Counts stop here, so that they cost the same in every business.</summary>
    public const int MostCounted = 1000;

    private const string Escape = "\\";

    /// <summary>How many of the forms that a filter leaves there are in each status, up to <see cref="MostCounted"/>, whatever status it asks for.</summary>
    public async Task<IReadOnlyDictionary<FormStatus, int>> CountsAsync(Caller caller, FormFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var counts = new Dictionary<FormStatus, int>();
        foreach (var status in Enum.GetValues<FormStatus>())
        {
            counts[status] = await Matching(db, filter with { Status = status }).Take(MostCounted).CountAsync(cancellationToken);
        }

        return counts;
    }

    /// <summary>The bookings ahead that have forms, the next one first, each with all of its forms that were not taken back.</summary>
    /// <param name="caller">A member.</param>
    /// <param name="from">Those that start then or later.</param>
    /// <param name="most">At most so many bookings.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<FormsOfOneBooking>> ByBookingAsync(
        Caller caller, Instant from, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var bookings = await db.BookingsFor(caller)
            .Where(row => row.StartsAt >= from && (row.Status == BookingStatus.Pending || row.Status == BookingStatus.Confirmed))
            .Where(row => db.FormSubmissions().Any(form => form.BookingId == row.Id && form.Status != FormStatus.Withdrawn))
            .OrderBy(static row => row.StartsAt).ThenBy(static row => row.Id)
            .Take(most)
            .Select(static row => new { row.Id, row.ContactId, row.ServiceName, row.StartsAt })
            .ToListAsync(cancellationToken);
        var ids = bookings.ConvertAll(static row => (Guid?)row.Id);
        var forms = await AsRows(db, caller, db.FormSubmissions().Where(row => ids.Contains(row.BookingId) && row.Status != FormStatus.Withdrawn))
            .ToListAsync(cancellationToken);
        var ofBooking = forms.ToLookup(static row => row.BookingId!.Value);
        return bookings.ConvertAll(row => new FormsOfOneBooking(
            row.Id,
            row.ContactId,
            ofBooking[row.Id].First().ContactName,
            row.ServiceName,
            row.StartsAt,
            [.. ofBooking[row.Id].OrderBy(static form => form.Status).ThenBy(static form => form.Title, StringComparer.Ordinal)]));
    }

    /// <summary>A page of the tracker; <paramref name="after"/> continues where one ended.</summary>
    public async Task<IReadOnlyList<FormRow>> ListAsync(
        Caller caller, FormFilter filter, FormCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var rows = Matching(db, filter);
        if (after is { } cursor)
        {
            rows = filter.NewestFirst
                ? rows.Where(row => row.SortAt < cursor.SortAt || (row.SortAt == cursor.SortAt && row.Id.CompareTo(cursor.Id) < 0))
                : rows.Where(row => row.Status >= cursor.Status && (row.Status > cursor.Status
                    || row.SortAt > cursor.SortAt || (row.SortAt == cursor.SortAt && row.Id.CompareTo(cursor.Id) > 0)));
        }

        rows = filter.NewestFirst
            ? rows.OrderByDescending(row => row.SortAt).ThenByDescending(row => row.Id)
            : rows.OrderBy(row => row.Status).ThenBy(row => row.SortAt).ThenBy(row => row.Id);
        var page = await AsRows(db, caller, rows.Take(most)).ToListAsync(cancellationToken);

        // The joins above may bring them in another order.
        return filter.NewestFirst
            ? [.. page.OrderByDescending(static row => row.SortAt).ThenByDescending(static row => row.Id)]
            : [.. page.OrderBy(static row => row.Status).ThenBy(static row => row.SortAt).ThenBy(static row => row.Id)];
    }

    /// <summary>A contact's forms, those that are open first.</summary>
    public async Task<IReadOnlyList<FormRow>> OfContactAsync(Caller caller, Guid contactId, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var rows = db.FormSubmissions().Where(row => row.ContactId == contactId).OrderBy(row => row.Status).ThenByDescending(row => row.SortAt).Take(most);
        return [.. (await AsRows(db, caller, rows).ToListAsync(cancellationToken)).OrderBy(static row => row.Status).ThenByDescending(static row => row.SortAt)];
    }

    /// <summary>What a booking needs of its contact: its own forms, and open ones of earlier bookings that its service asks for, too.</summary>
    public async Task<IReadOnlyList<FormRow>> OfBookingAsync(Caller caller, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var booking = await db.BookingsFor(caller).SingleOrDefaultAsync(row => row.Id == bookingId, cancellationToken);
        return booking is null
            ? []
            : [.. (await AsRows(db, caller, NeededFor(db, booking)).ToListAsync(cancellationToken)).OrderBy(static row => row.Status).ThenBy(static row => row.Id)];
    }

    /// <summary>Null where there is no such form.</summary>
    public async Task<FormReading?> ReadAsync(Caller caller, Guid submissionId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var row = await AsRows(db, caller, db.FormSubmissions().Where(row => row.Id == submissionId)).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var version = await db.FormVersions().SingleAsync(
            each => each.TemplateId == row.TemplateId && each.Number == row.Version, cancellationToken);
        var answers = await db.FormAnswers().Where(each => each.SubmissionId == submissionId)
            .ToDictionaryAsync(static each => each.QuestionId, cancellationToken);
        var asked = FormAnswers.AskedOf(version.Questions, answers.ToDictionary(static each => each.Key, static each => each.Value.Value));
        var files = await FormFiles.OfAsync(db, submissionId, cancellationToken);
        return new FormReading(row, version.Content, [.. version.Questions.Where(question => asked.Contains(question.Id)).Select(question =>
        {
            var answer = answers.GetValueOrDefault(question.Id);
            return new FormReadingAnswer(question, answer?.Value, answer?.SignedAt, answer?.SignedHash)
            {
                Files = [.. files.Where(file => file.QuestionId == question.Id)],
            };
        })]);
    }

    /// <summary>What a reminder of these forms would send now, to whom, and what it would leave out.</summary>
    public async Task<ReminderPreview> ReminderAsync(Caller caller, IReadOnlyList<Guid> submissionIds, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageForms, cancellationToken);
        var (planned, refused) = await RemindFormsHandler.PlanAsync(db, [.. submissionIds.Distinct().Order()], cancellationToken);
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var messages = new List<PreviewedReminder>(planned.Count);
        foreach (var (contact, channel, forms) in planned)
        {
            messages.Add(new PreviewedReminder(
                contact.Id, contact.Name, channel, forms.Count, await FormMessages.PreviewAsync(db, workspace, contact, forms, cancellationToken)));
        }

        return new ReminderPreview(
            [.. messages.OrderBy(static message => message.Name, StringComparer.CurrentCultureIgnoreCase)],
            refused.Where(static each => each.Value.Kind != ErrorKind.NotFound).ToDictionary());
    }

    /// <summary>Every form that came back for one version, as comma-separated values with a column for each of its questions.</summary>
    /// <returns>Null where there is no such version.</returns>
    public async Task<string?> SheetAsync(Caller caller, Guid templateId, int version, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewForms, cancellationToken);
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var asked = await db.FormVersions().SingleOrDefaultAsync(row => row.TemplateId == templateId && row.Number == version, cancellationToken);
        if (asked is null)
        {
            return null;
        }

        var rows = await AsRows(db, caller, db.FormSubmissions().Where(row => row.VersionId == asked.Id && row.Status == FormStatus.Completed))
            .ToListAsync(cancellationToken);
        var answers = (await db.FormSubmissions().Where(row => row.VersionId == asked.Id && row.Status == FormStatus.Completed)
                .Join(db.FormAnswers(), row => row.Id, answer => answer.SubmissionId, (row, answer) => answer)
                .ToListAsync(cancellationToken))
            .ToLookup(static answer => answer.SubmissionId);
        var questions = asked.Questions.Where(static question => question.IsAnswered).ToList();
        IReadOnlyList<string?> header =
            ["Name", "Service", "Booked for", "Sent", "Due", "Submitted", "Late", .. questions.Select(static question => question.Label)];
        return ContactCsv.Write(rows.OrderBy(static row => row.SubmittedAt).Select(row => Line(row, answers[row.Id])).Prepend(header));

        IReadOnlyList<string?> Line(FormRow row, IEnumerable<FormAnswer> given)
        {
            var values = given.ToDictionary(static answer => answer.QuestionId, static answer => answer.Value);
            var shown = FormAnswers.AskedOf(asked.Questions, values);
            return
            [
                row.ContactName,
                row.ServiceName,
                Moment(row.BookingStartsAt),
                Moment(row.SentAt),
                Moment(row.DueAt),
                Moment(row.SubmittedAt),
                row.IsLate ? "Yes" : "No",
                .. questions.Select(question => shown.Contains(question.Id) && values.TryGetValue(question.Id, out var value)
                    ? FormAnswers.Cell(question, value)
                    : null),
            ];
        }

        string? Moment(Instant? at) => at?.InZone(workspace.Zone).ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static IQueryable<FormSubmission> NeededFor(CareOpsDb db, Booking booking) => db.FormSubmissions()
        .Where(row => row.ContactId == booking.ContactId && row.Status != FormStatus.Withdrawn)
        .Where(row => row.BookingId == booking.Id
            || (row.Status != FormStatus.Completed && db.ServiceForms().Any(link => link.ServiceId == booking.ServiceId
                && link.TemplateId == row.TemplateId && link.Repeat != FormRepeat.EveryTime)));

    private static IQueryable<FormSubmission> Matching(CareOpsDb db, FormFilter filter)
    {
        var rows = db.FormSubmissions().AsQueryable();
        rows = filter.Status is { } status
            ? rows.Where(row => row.Status == status)
            : rows.Where(row => row.Status <= FormStatus.Pending);
        if (filter.Template is { } template)
        {
            rows = rows.Where(row => row.TemplateId == template);
        }

        if (filter.Contact is { } contactId)
        {
            rows = rows.Where(row => row.ContactId == contactId);
        }

        if (Text.Line(filter.Search) is not { } search)
        {
            return rows;
        }

        // Capitals don't matter: SQLite's LIKE ignores them, PostgreSQL has an operator of its own for that.
        var part = $"%{Escaped(search)}%";
        return db.Engine == Engine.Sqlite
            ? rows.Where(row => db.Contacts().Any(contact => contact.Id == row.ContactId && EF.Functions.Like(contact.Name, part, Escape)))
            : rows.Where(row => db.Contacts().Any(contact => contact.Id == row.ContactId && EF.Functions.ILike(contact.Name, part, Escape)));
    }

    private static string Escaped(string text) => text
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal);

    // What a form is for stays away from who may not see that booking.
    private static IQueryable<FormRow> AsRows(CareOpsDb db, Caller caller, IQueryable<FormSubmission> submissions) =>
        from row in submissions
        join version in db.FormVersions() on row.VersionId equals version.Id
        join contact in db.Contacts() on row.ContactId equals contact.Id
        join found in db.BookingsFor(caller) on row.BookingId equals found.Id into bookings
        from booking in bookings.DefaultIfEmpty()
        select new FormRow(
            row.Id,
            row.TemplateId,
            version.Title,
            version.Number,
            row.ContactId,
            contact.Name,
            booking == null ? null : booking.Id,
            booking == null ? null : booking.ServiceName,
            booking == null ? null : booking.StartsAt,
            row.Status,
            row.SortAt,
            row.SentAt,
            row.DueAt,
            row.OpenedAt,
            row.StartedAt,
            row.SubmittedAt,
            row.RemindedAt);
}
