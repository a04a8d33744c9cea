using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>The messages that were kept because their channel has no provider.</summary>
public sealed partial class OutboxPage
{
    private const int PageSize = 50;

    private IReadOnlyList<KeptMessage>? _messages;
    private int _most = PageSize;
    private bool _hasOlder;
    private LocalDate _today;

    /// <summary>The message that is read; on wide screens the newest one where absent.</summary>
    [SupplyParameterFromQuery(Name = "message")]
    public string? MessageText { get; set; }

    [Inject]
    private MessagingQueries Messaging { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private KeptMessage? Chosen =>
        Guid.TryParse(MessageText, out var id) ? _messages?.FirstOrDefault(message => message.Id == id) : null;

    private KeptMessage? Shown => Chosen ?? (_messages is { Count: > 0 } messages ? messages[0] : null);

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(LocalOutboxEntry);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var messages = await Messaging.LocalOutboxAsync(Member.Caller, before: null, _most + 1, cancellationToken);
        _today = Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date;
        _hasOlder = messages.Count > _most;
        _messages = [.. messages.Take(_most)];
    }

    // Records from the same read are equal by content, so the list and what is shown agree after each load.
    private string UrlOf(KeptMessage message) => $"{Member.Url("settings/outbox")}?message={message.Id}";

    private string Short(KeptMessage message)
    {
        var local = message.KeptAt.InZone(Member.Workspace.Zone).LocalDateTime;
        return local.Date == _today ? Say.Time(local.TimeOfDay) : Say.Day(local.Date);
    }

    private Task LoadOlderAsync()
    {
        _most += PageSize;
        return TryLoadAsync();
    }
}
