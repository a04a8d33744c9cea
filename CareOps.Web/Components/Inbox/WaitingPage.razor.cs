using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inbox;

/// <summary>Every message that only a person can settle: held, failed for good, or unknown whether it arrived.</summary>
public sealed partial class WaitingPage
{
    private const int Most = 200;

    private readonly HashSet<Guid> _chosen = [];

    private IReadOnlyList<WaitingMessage>? _rows;
    private string? _problem;
    private bool _isBusy;

    /// <summary>Whose messages a link asks for; null for all.</summary>
    [SupplyParameterFromQuery(Name = "conversation")]
    public Guid? ConversationId { get; set; }

    [Inject]
    private WaitingQueries Waiting { get; set; } = null!;

    [Inject]
    private SendNowHandler SendNow { get; set; } = null!;

    [Inject]
    private DropMessageHandler Drop { get; set; } = null!;

    private bool MaySend => Member.Caller.May(Right.ManageInbox);

    private string Back => Member.Url(ConversationId is { } one ? $"inbox/{one}" : "inbox");

    private string? Note => _rows is { Count: > 0 } rows ? Say.Count(rows.Count, "message", "messages") : null;

    private string ChosenWord => _chosen.Count == 0 ? "chosen" : Say.Count(_chosen.Count, "message", "messages");

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Conversation);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _rows = ConversationId is { } one
            ? await Waiting.OfConversationAsync(Member.Caller, one, Most, cancellationToken)
            : await Waiting.ListAsync(Member.Caller, Most, cancellationToken);
        _chosen.IntersectWith(_rows.Select(static row => row.Id));
    }

    private static StatusLook LookOf(WaitingMessage row) => StatusLook.Of(row.Status);

    private void Choose(Guid id, bool isChosen) => _ = isChosen ? _chosen.Add(id) : _chosen.Remove(id);

    private void ChooseAll(bool isChosen)
    {
        _chosen.Clear();
        if (isChosen)
        {
            _chosen.UnionWith(_rows!.Select(static row => row.Id));
        }
    }

    private Task SendAsync(Guid id) => SettleAsync([id], each => SendNow.HandleAsync(Member.Caller, new SendNow(each), CancellationToken.None));

    private Task DropAsync(Guid id) => SettleAsync([id], each => Drop.HandleAsync(Member.Caller, new DropMessage(each), CancellationToken.None));

    private Task SendChosenAsync() =>
        SettleAsync([.. _chosen], each => SendNow.HandleAsync(Member.Caller, new SendNow(each), CancellationToken.None));

    private Task DropChosenAsync() =>
        SettleAsync([.. _chosen], each => Drop.HandleAsync(Member.Caller, new DropMessage(each), CancellationToken.None));

    // One after the other, each for itself: what another member settled meanwhile is no reason to leave the rest.
    private async Task SettleAsync(IReadOnlyList<Guid> messages, Func<Guid, Task<Result<Done>>> settle)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        foreach (var message in messages)
        {
            if (await Attempt.RunAsync(settle(message)) is { } error && error.Code != InboxErrors.NotWaiting.Code)
            {
                _problem = error.Message;
            }
        }

        _isBusy = false;
        await TryLoadAsync();
    }
}
