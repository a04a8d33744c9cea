using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>What was to follow from something that happened and failed for good, with the way to try it again; nothing while there is none.</summary>
public sealed partial class FailedWork
{
    private const int Most = 20;

    private IReadOnlyList<FailedEvent> _failed = [];
    private string? _problem;

    [Inject]
    private FailedEventQueries Failed { get; set; } = null!;

    [Inject]
    private RetryEventHandler Retry { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(OutboxEvent);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _failed = await Failed.ListAsync(Member.Caller, Most, cancellationToken);

    private async Task RetryAsync(Guid failed)
    {
        _problem = (await Attempt.RunAsync(Retry.HandleAsync(Member.Caller, new RetryEvent(failed), CancellationToken.None)))?.Message;
        await TryLoadAsync();
    }
}
