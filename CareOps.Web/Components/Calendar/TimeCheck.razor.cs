using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>What is in the way of a time that was typed.</summary>
/// <param name="Reasons">A sentence each; none where it is free.</param>
/// <param name="CanBeOverridden">Whether a reason is enough.</param>
public sealed record TimeVerdict(IReadOnlyList<string> Reasons, bool CanBeOverridden)
{
    public static readonly TimeVerdict Free = new([], true);

    /// <summary>At which minutes customers may start does not bind a member.</summary>
    public static bool BindsMembers(ExplainedReason reason) => reason.Refusal != SlotRefusal.OffGrid;
}

/// <summary>Says beside a form, before it is sent, what is against its time, and takes the reason for doing it all the same.</summary>
public sealed partial class TimeCheck
{
    private TimeVerdict _verdict = TimeVerdict.Free;
    private (Guid? Service, MemberId? Member, LocalDateTime? Start, int? Minutes) _asked;

    /// <summary>Begins the ids of the fields.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public TimeWish Wish { get; set; } = null!;

    [Parameter]
    public Service? Service { get; set; }

    [Parameter]
    public MemberId? With { get; set; }

    /// <summary>What is moved does not stand in its own way: a booking, or all of a group.</summary>
    [Parameter]
    public IReadOnlyList<Guid> Moving { get; set; } = [];

    /// <summary>Nor does what is kept for the customer.</summary>
    [Parameter]
    public Guid? Kept { get; set; }

    [Parameter]
    public string? Reason { get; set; }

    [Parameter]
    public EventCallback<string?> ReasonChanged { get; set; }

    [Parameter]
    public bool IsMissing { get; set; }

    [Parameter]
    public EventCallback<TimeVerdict> OnVerdict { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Service?.Id, With, Wish.Start, Wish.Length);
        if (asked == _asked)
        {
            return;
        }

        _asked = asked;
        var verdict = Service is { } service && Wish is { Start: { } start, Length: { } minutes }
            ? await ExplainAsync(service, start, minutes)
            : TimeVerdict.Free;
        if (asked == _asked)
        {
            _verdict = verdict;
            await OnVerdict.InvokeAsync(verdict);
        }
    }

    private async Task<TimeVerdict> ExplainAsync(Service service, LocalDateTime start, int minutes)
    {
        var explained = await Slots.ExplainAsync(
            Member.Caller,
            Member.Workspace,
            service,
            start,
            Duration.FromMinutes(minutes),
            new SlotWish(With, new Except(Kept) { Bookings = Moving }),
            CancellationToken.None);
        if (explained.Any(each => With is null ? each.IsFree : !each.Reasons.Any(TimeVerdict.BindsMembers)))
        {
            return TimeVerdict.Free;
        }

        var reasons = explained.SelectMany(static each => each.Reasons).ToList();
        if (With is not null)
        {
            reasons.RemoveAll(static reason => !TimeVerdict.BindsMembers(reason));
        }

        if (With is null)
        {
            // Whoever is free can't be told to do it all the same: for that someone must be named.
            return new TimeVerdict([.. Sentences(reasons), "Choose who does it to book all the same."], false);
        }

        var hard = Sentences(reasons.Where(static reason => !reason.CanBeOverridden));
        return hard.Count > 0 ? new TimeVerdict(hard, false) : new TimeVerdict(Sentences(reasons), true);
    }

    private static List<string> Sentences(IEnumerable<ExplainedReason> reasons) =>
        [.. reasons.Select(static reason => reason.Sentence).Distinct(StringComparer.Ordinal)];

    private Task SetReasonAsync(ChangeEventArgs change) => ReasonChanged.InvokeAsync(change.Value as string);
}
