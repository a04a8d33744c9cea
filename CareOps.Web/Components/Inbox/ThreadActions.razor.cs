using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>What is done with the open conversation as a whole: who sees to it, not now, done.</summary>
public sealed partial class ThreadActions
{
    private static readonly LocalTime Morning = new(9, 0);
    private static readonly Duration Soon = Duration.FromHours(3);

    private (string Name, Instant Until)[] _choices = [];

    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    /// <summary>Who can be chosen: those of them who are still here.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Team { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    /// <summary>Hears why something was refused; null when the next thing went well.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string?> OnFailure { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private AssignConversationHandler Assign { get; set; } = null!;

    [Inject]
    private SnoozeConversationHandler Snooze { get; set; } = null!;

    [Inject]
    private ResolveConversationHandler Resolve { get; set; } = null!;

    private string? Owner => Conversation.AssignedTo switch
    {
        null => null,
        { } me when me == Member.Caller.Id => "Me",
        { } owner => Names.TryGetValue(owner, out var name) ? PersonName.First(name) : "A former member",
    };

    protected override void OnParametersSet()
    {
        var zone = Member.Workspace.Zone;
        var today = Now.InZone(zone).Date;
        _choices =
        [
            ("In three hours", Now + Soon),
            ("Tomorrow", today.PlusDays(1).At(Morning).InZoneLeniently(zone).ToInstant()),
            ("Next week", today.Next(IsoDayOfWeek.Monday).At(Morning).InZoneLeniently(zone).ToInstant()),
            ("In a month", today.PlusMonths(1).At(Morning).InZoneLeniently(zone).ToInstant()),
        ];
    }

    private Task AssignAsync(MemberId? to) => TryAsync(
        Assign.HandleAsync(Member.Caller, new AssignConversation(Conversation.Id, to), CancellationToken.None));

    private Task SnoozeAsync(Instant until) => TryAsync(
        Snooze.HandleAsync(Member.Caller, new SnoozeConversation(Conversation.Id, until), CancellationToken.None));

    private Task ResolveAsync(bool isResolved) => TryAsync(
        Resolve.HandleAsync(Member.Caller, new ResolveConversation(Conversation.Id, isResolved), CancellationToken.None));

    private async Task TryAsync(Task<Result<Done>> work) => await OnFailure.InvokeAsync((await Attempt.RunAsync(work))?.Message);
}
