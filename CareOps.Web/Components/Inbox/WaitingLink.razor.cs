using CareOps.Core.Data;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Inbox;

/// <summary>How many messages wait for a person, and the way there; nothing while there are none.</summary>
public sealed partial class WaitingLink
{
    private int _count;

    [Inject]
    private WaitingQueries Waiting { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Conversation);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _count = await Waiting.CountAsync(Member.Caller, cancellationToken);
}
