using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Forms;

/// <summary>The tracker: who was asked to fill in what, and what became of it. Overdue first, reminded one or many at a time.</summary>
public sealed partial class FormsPage
{
    private const int OnePage = 50;
    private const int MostBookings = 100;

    private static readonly (FormStatus? Status, string Word)[] Scopes =
    [
        (null, "Open"),
        (FormStatus.Overdue, "Overdue"),
        (FormStatus.InProgress, "In progress"),
        (FormStatus.Pending, "Pending"),
        (FormStatus.Completed, "Completed"),
        (FormStatus.Withdrawn, "Withdrawn"),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<Guid> _selected = [];

    private FormsAddress? _address;
    private IReadOnlyList<FormRow> _rows = [];
    private IReadOnlyList<FormsOfOneBooking> _bookings = [];
    private IReadOnlyList<FormChoice> _choices = [];
    private IReadOnlyDictionary<FormStatus, int> _counts = new Dictionary<FormStatus, int>();
    private ReminderPreview? _asking;
    private IReadOnlyList<Guid> _asked = [];
    private string? _search;
    private string? _shownQuery;
    private string? _said;
    private string? _refusal;
    private bool _hasMore;
    private bool _hasForms;
    private bool _isBusy;

    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowText { get; set; }

    [SupplyParameterFromQuery(Name = "form")]
    public string? FormText { get; set; }

    [SupplyParameterFromQuery(Name = "contact")]
    public string? ContactText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchText { get; set; }

    [Inject]
    private FormTrackerQueries Tracker { get; set; } = null!;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private ContactFormQueries ContactForms { get; set; } = null!;

    [Inject]
    private RemindFormsHandler RemindForms { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsByBooking => ShowText == FormsAddress.ByBooking;

    private bool CanChange => Member.Caller.May(Right.ManageForms);

    private bool CanRemind => CanChange && _rows.Any(static row => row.IsOpen);

    private bool AllChosen => _rows.Where(static row => row.IsOpen).All(row => _selected.Contains(row.Id));

    private string? FormChosen => _address?.Filter.Template?.ToString();

    private string Query => new Uri(Navigation.Uri).Query;

    private string EmptyTitle => _address!.Filter.Status switch
    {
        FormStatus.Overdue => "Nothing is overdue",
        FormStatus.InProgress => "Nobody is in the middle of a form",
        FormStatus.Pending => "Every form was begun",
        FormStatus.Completed => "No form has come back yet",
        FormStatus.Withdrawn => "No form was withdrawn",
        _ => "No form is open",
    };

    private string EmptySentence => _address!.Filter.Status switch
    {
        FormStatus.Completed => "As soon as someone fills one in, it stands here.",
        FormStatus.Withdrawn => "Forms of cancelled bookings, and those you take back, stand here.",
        _ => "All that was asked for has come back. Forms are sent with bookings, or by hand from a contact or a booking.",
    };

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(FormSubmission) or nameof(FormTemplate) or nameof(Contact) or nameof(Booking);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (caller, asked) = (Member.Caller, Query);
        var address = new FormsAddress(Member.Url("forms"), new FormFilter
        {
            Status = FormsAddress.StatusOf(ShowText),
            Template = Guid.TryParse(FormText, out var template) ? template : null,
            Contact = Guid.TryParse(ContactText, out var contact) ? contact : null,
            Search = Text.Line(SearchText),
        });
        var most = address == _address ? Math.Max(OnePage, _rows.Count) : OnePage;
        var isByBooking = IsByBooking;
        var bookings = isByBooking ? await Tracker.ByBookingAsync(caller, StartOfToday, MostBookings, cancellationToken) : [];
        var rows = isByBooking ? [] : await Tracker.ListAsync(caller, address.Filter, null, most + 1, cancellationToken);
        var counts = await Tracker.CountsAsync(caller, address.Filter with { Search = null }, cancellationToken);
        var choices = await Forms.ChoicesAsync(caller, cancellationToken);
        var hasForms = choices.Count > 0;
        if (await ContactForms.RowAsync(caller, cancellationToken) is { Completed: > 0 } contactForm)
        {
            choices = [.. choices, new FormChoice(contactForm.Id, "Contact form")];
        }

        if (asked != Query)
        {
            return;
        }

        if (_shownQuery != asked && address != _address)
        {
            _search = address.Filter.Search;
        }

        (_address, _shownQuery, _choices, _counts, _bookings) = (address, asked, choices, counts, bookings);
        _hasForms = hasForms;
        (_rows, _hasMore) = ([.. rows.Take(most)], rows.Count > most);
        _selected.IntersectWith(_rows.Where(static row => row.IsOpen).Select(static row => row.Id));
    }

    // What begins today is still ahead of someone at the desk.
    private Instant StartOfToday => Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date.AtStartOfDayInZone(Member.Workspace.Zone).ToInstant();

    private string? CountOf(FormStatus? status)
    {
        var count = status is { } one
            ? _counts.GetValueOrDefault(one)
            : _counts.Where(static each => each.Key <= FormStatus.Pending).Sum(static each => each.Value);
        return (status, count) switch
        {
            (FormStatus.Completed or FormStatus.Withdrawn, _) or (_, 0) => null,
            (_, >= FormTrackerQueries.MostCounted) => $"{FormTrackerQueries.MostCounted - 1}+",
            _ => $"{count}",
        };
    }

    private async Task ShowMoreAsync()
    {
        var last = _rows[^1];
        var more = await Tracker.ListAsync(
            Member.Caller, _address!.Filter, new FormCursor(last.Status, last.SortAt, last.Id), OnePage + 1, Closed);
        (_rows, _hasMore) = ([.. _rows, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private void Search() => Show(_address!.Filter with { Search = Text.Line(_search) });

    private async Task SearchSoonAsync()
    {
        var typed = _search;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && !Closed.IsCancellationRequested)
        {
            Search();
        }
    }

    private void ChooseForm(string? id) => Show(_address!.Filter with { Template = Guid.TryParse(id, out var template) ? template : null });

    private void Show(FormFilter filter) => Navigation.NavigateTo((_address! with { Filter = filter }).Url, replace: true);

    private void Select((Guid Id, bool IsChosen) choice)
    {
        if (choice.IsChosen)
        {
            _selected.Add(choice.Id);
        }
        else
        {
            _selected.Remove(choice.Id);
        }
    }

    private void ChooseAll(ChangeEventArgs change)
    {
        _selected.Clear();
        if (change.Value is true)
        {
            _selected.UnionWith(_rows.Where(static row => row.IsOpen).Select(static row => row.Id));
        }
    }

    private void Clear() => _selected.Clear();

    private Task AskOneAsync(Guid id) => AskAsync([.. _rows.Where(row => row.Id == id)]);

    private Task AskManyAsync() => AskAsync([.. _rows.Where(row => _selected.Contains(row.Id))]);

    private Task AskOfBookingAsync(FormsOfOneBooking booking) => AskAsync([.. booking.Open]);

    private async Task AskAsync(IReadOnlyList<FormRow> forms)
    {
        (_said, _refusal) = (null, null);
        _asked = [.. forms.Select(static form => form.Id)];
        _asking = await Tracker.ReminderAsync(Member.Caller, _asked, Closed);
    }

    private void StopAsking() => _asking = null;

    private async Task RemindAsync()
    {
        // Pressed twice in a row, it would be refused the second time, and that refusal would hide that it was sent.
        if (_isBusy || _asking is null)
        {
            return;
        }

        _isBusy = true;
        RemindedForms? reminded = null;
        var error = await Attempt.RunAsync(SendAsync());
        (_isBusy, _asking) = (false, null);
        _refusal = error?.Message ?? reminded?.Refused.Values.Select(static one => one.Message).FirstOrDefault();
        _said = reminded is { Messages: > 0 } ? $"Sent {Say.Count(reminded.Messages, "reminder", "reminders")}{Of(reminded)}." : null;
        _selected.Clear();
        await TryLoadAsync();

        async Task<Result<RemindedForms>> SendAsync()
        {
            var result = await RemindForms.HandleAsync(Member.Caller, new RemindForms(_asked), CancellationToken.None);
            reminded = result.Value;
            return result;
        }

        static string? Of(RemindedForms done) => done.Reminded == done.Messages ? null : $", about {done.Reminded} forms";
    }
}
