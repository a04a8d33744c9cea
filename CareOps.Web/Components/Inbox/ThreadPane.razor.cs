using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>The open conversation: what was said day by day, whether automation is paused, and the composer.</summary>
public sealed partial class ThreadPane
{
    private IReadOnlyList<IGrouping<LocalDate, ThreadMessage>> _days = [];
    private LocalDate _today;
    private bool _mayManage;
    private string? _failure;
    private ResponseClock? _clock;
    private ThreadPresence? _presence;

    [Parameter, EditorRequired]
    public ConversationThread Thread { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    /// <summary>Who can be chosen: those of them who are still here.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Team { get; set; } = null!;

    [Parameter, EditorRequired]
    public BookingRow? NextBooking { get; set; }

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnEarlier { get; set; }

    [Parameter, EditorRequired]
    public EventCallback DetailsToggled { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ResumeAutomationHandler Resume { get; set; } = null!;

    [Inject]
    private SendNowHandler SendNow { get; set; } = null!;

    [Inject]
    private RescheduleReplyHandler Reschedule { get; set; } = null!;

    [Inject]
    private CancelScheduledReplyHandler CancelScheduled { get; set; } = null!;

    [Inject]
    private SendScheduledReplyHandler SendScheduled { get; set; } = null!;

    [Inject]
    private ReplyDrafts Drafts { get; set; } = null!;

    private string Ways => (Thread.Contact.Email, Thread.Contact.Phone) switch
    {
        (not null, not null) => "Email and SMS",
        (not null, null) => "Email",
        _ => "SMS",
    };

    private string PausedBy => Thread.Conversation.PausedBy is { } member ? $" by {NameOf(member)}" : string.Empty;

    private string HeldUrl => Member.Url($"inbox/waiting?conversation={Thread.Conversation.Id}");

    protected override void OnParametersSet()
    {
        var zone = Member.Workspace.Zone;
        _days = [.. Thread.Messages.GroupBy(message => message.CreatedAt.InZone(zone).Date)];
        _today = Now.InZone(zone).Date;
        _clock = ResponseClock.Of(Thread.Conversation.WaitingSince, Member.Workspace, Now);
        _mayManage = Member.Caller.May(Right.ManageInbox);
    }

    private string NameOf(MemberId member) => Names.TryGetValue(member, out var name) ? PersonName.First(name) : "a former member";

    private string? AuthorOf(ThreadMessage message) => message.MemberId is { } member ? NameOf(member) : null;

    private async Task ResumeAsync() => await TryAsync(
        Resume.HandleAsync(Member.Caller, new ResumeAutomation(Thread.Conversation.Id), CancellationToken.None));

    private async Task SendNowAsync(Guid message) => await TryAsync(
        SendNow.HandleAsync(Member.Caller, new SendNow(message), CancellationToken.None));

    private void TellTyping(bool isTyping)
    {
        if (isTyping)
        {
            _presence?.Typing();
        }
        else
        {
            _presence?.StoppedTyping();
        }
    }

    private Task MoveScheduledAsync((Guid Id, Instant At) to) => TryAsync(
        Reschedule.HandleAsync(Member.Caller, new RescheduleReply(to.Id, to.At), CancellationToken.None));

    private Task SendScheduledAsync(Guid reply) => TryAsync(
        SendScheduled.HandleAsync(Member.Caller, new SendScheduledReply(reply), CancellationToken.None));

    private async Task CancelScheduledAsync(Guid reply)
    {
        var body = Thread.Scheduled.First(row => row.Id == reply).Body;
        await TryAsync(CancelScheduled.HandleAsync(Member.Caller, new CancelScheduledReply(reply), CancellationToken.None));
        if (_failure is null)
        {
            var draft = Drafts.Of(Thread.Conversation.Id, Thread.Draft);
            draft.TakenOut.Clear();
            Drafts.TakeBack(Member.Caller, draft, body);
        }
    }

    private void Tell(string? failure) => _failure = failure;

    private async Task TryAsync<T>(Task<Result<T>> work) => _failure = (await Attempt.RunAsync(work))?.Message;
}
