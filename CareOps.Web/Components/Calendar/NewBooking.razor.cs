using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Where a new booking's form begins: a time that was pointed at, a customer who was chosen elsewhere.</summary>
public sealed record NewBookingStart(LocalDate Day, LocalDateTime? At, int? Minutes, MemberId? With, Guid? Service, FoundContact? Contact)
{
    /// <summary>The place on the waitlist that the booking is for.</summary>
    public Guid? Waiting { get; init; }

    /// <summary>The hold that keeps a time for them.</summary>
    public Guid? Kept { get; init; }
}

/// <summary>What was booked: the first, how many, and the dates of a series that could not be had.</summary>
public sealed record NewlyBooked(Booking First, int Count, IReadOnlyList<RefusedOccurrence> Refused);

/// <summary>Books for a customer who called or came, known or new, once or as a series.</summary>
public sealed partial class NewBooking
{
    private const int Quarter = 5;

    private readonly FormState _form = new();
    private readonly TypedCustomer _customer = new();
    private readonly Guid _key = Guid.NewGuid();

    private ElementReference _heading;
    private TimeWish _wish = new();
    private FoundContact? _contact;
    private Guid _serviceId;
    private Guid _with;
    private string? _notes;
    private string? _reason;
    private bool _tell = true;
    private int _everyDays;
    private int _count = 4;
    private bool _isWalkIn;
    private bool _showsErrors;
    private TimeVerdict _verdict = TimeVerdict.Free;
    private SeriesChoice _dates = SeriesChoice.None;

    [Parameter, EditorRequired]
    public IReadOnlyList<Service> Services { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<CalendarMember> Members { get; set; } = [];

    /// <summary>Who does each service.</summary>
    [Parameter, EditorRequired]
    public ILookup<Guid, MemberId> Teams { get; set; } = null!;

    [Parameter, EditorRequired]
    public NewBookingStart Start { get; set; } = null!;

    /// <summary>The address of the screen without this form.</summary>
    [Parameter, EditorRequired]
    public string CloseUrl { get; set; } = string.Empty;

    [Parameter]
    public EventCallback<NewlyBooked> OnBooked { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private CreateBookingHandler CreateBooking { get; set; } = null!;

    [Inject]
    private BookSeriesHandler BookSeries { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Service? Service => Services.FirstOrDefault(service => service.Id == _serviceId);

    private IEnumerable<CalendarMember> Team => Members.Where(member => Teams[_serviceId].Contains(member.Id));

    private MemberId? With => _with == Guid.Empty ? null : new MemberId(_with);

    private Instant? SupplyAt => _wish.Start?.InZoneLeniently(Member.Workspace.Zone).ToInstant();

    private bool IsSeries => _everyDays > 0;

    private bool NeedsReason => IsSeries ? _dates.Agreed.Count > 0 : _verdict is { CanBeOverridden: true, Reasons.Count: > 0 };

    private SeriesWish? SeriesWish => _wish is { Start: { } start, Length: not null }
        ? new SeriesWish(With, start, _everyDays, _count, OwnLength)
        : null;

    private bool HasTime => _wish is { Start: not null, Length: not null } && (!IsSeries || _dates.Starts.Count > 0);

    private Duration? OwnLength => OwnMinutes is { } minutes ? Duration.FromMinutes(minutes) : null;

    // Null where it lasts as long as the service.
    private int? OwnMinutes => _wish.Length == Service?.DurationMinutes ? null : _wish.Length;

    private bool IsNobody => _contact is null && string.IsNullOrWhiteSpace(_customer.Name)
        && string.IsNullOrWhiteSpace(_customer.Email) && string.IsNullOrWhiteSpace(_customer.Phone);

    private string? DatesText => IsSeries ? $"{Say.Count(_dates.Starts.Count, "date", "dates")} from " : null;

    private string Summary => _wish is { Start: { } start, Length: { } minutes }
        ? $"{DatesText}{Say.Moment(start)} to {Say.Time(start.PlusMinutes(minutes).TimeOfDay)} with {Team.FirstOrDefault(member => member.Id == With)?.Name ?? "whoever is free"}"
        : "Choose a day and a time.";

    protected override void OnInitialized()
    {
        var with = Start.With;
        _serviceId = Services
            .OrderByDescending(service => service.Id == Start.Service)
            .ThenByDescending(service => with is null || Teams[service.Id].Contains(with.Value))
            .Select(static service => service.Id)
            .FirstOrDefault();
        _with = with is { } member && Teams[_serviceId].Contains(member) ? member.Value : Guid.Empty;
        _contact = Start.Contact;
        _wish = TimeWish.At(Start.At ?? Start.Day.AtMidnight(), Start.Minutes ?? Service?.DurationMinutes);
        if (Start.At is null)
        {
            _wish.Time = null;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private LocalDateTime Now() => Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).LocalDateTime;

    private void Touch() => _form.Touch();

    private void ChooseContact(FoundContact? contact)
    {
        _contact = contact;
        _form.Reset();
    }

    private void TakeService()
    {
        _wish.Minutes = Service?.DurationMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!Team.Any(member => member.Id.Value == _with))
        {
            _with = Guid.Empty;
        }
    }

    private void TakeTime() => (_isWalkIn, _showsErrors) = (false, false);

    // The customer stands at the desk: the present, on a round minute.
    private void WalkIn()
    {
        var now = Now();
        _wish = TimeWish.At(now.Date + new LocalTime(now.Hour, now.Minute / Quarter * Quarter), _wish.Length);
        _isWalkIn = true;
    }

    private void ChooseDates(SeriesChoice dates) => _dates = dates;

    private void KeepCount() => _count = Math.Clamp(_count, 1, BookingSeries.MaxCount);

    private void Judge(TimeVerdict verdict) => _verdict = verdict;

    private async Task BookAsync()
    {
        _showsErrors = IsNobody || !HasTime || (NeedsReason && string.IsNullOrWhiteSpace(_reason));
        if (_showsErrors)
        {
            return;
        }

        NewlyBooked? booked = null;
        var isBooked = await _form.SaveAsync(async () =>
        {
            var result = IsSeries ? await BookManyAsync() : await BookOneAsync();
            booked = result.Value;
            return result;
        });
        if (isBooked)
        {
            await OnBooked.InvokeAsync(booked);
        }
    }

    private async Task<Result<NewlyBooked>> BookOneAsync()
    {
        var result = await CreateBooking.HandleAsync(Member.Caller, Command(), CancellationToken.None);
        return result.Succeeded ? new NewlyBooked(result.Value, 1, []) : result.Error;
    }

    private async Task<Result<NewlyBooked>> BookManyAsync()
    {
        var command = new BookSeries(Command(), _everyDays, _dates.Starts) { Agreed = _dates.Agreed };
        var result = await BookSeries.HandleAsync(Member.Caller, command, CancellationToken.None);
        if (!result.Succeeded)
        {
            return result.Error;
        }

        var made = result.Value;
        return made.Booked.Count > 0
            ? new NewlyBooked(made.Booked[0], made.Booked.Count, made.Refused)
            : made.Refused[0].Error with { Field = null };
    }

    private CreateBooking Command() => new(_serviceId, With, _wish.Start, _contact?.Id)
    {
        Name = _customer.Name,
        Email = _customer.Email,
        Phone = _customer.Phone,
        Notes = _notes,
        Minutes = OwnMinutes,
        Source = _isWalkIn ? BookingSource.WalkIn : BookingSource.Phone,
        Reason = NeedsReason ? _reason : null,
        Tell = _tell,
        WaitlistEntryId = IsSeries ? null : Start.Waiting,
        SubmissionKey = _key,
    };
}
