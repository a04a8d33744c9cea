using CareOps.Core.Data;
using CareOps.Core.Inbox;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>The answers that members give often.</summary>
public sealed partial class SavedRepliesPage
{
    private readonly FormState _state = new();

    private IReadOnlyList<SavedReply>? _replies;
    private Guid? _changing;
    private string? _shortcut;
    private string? _body;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private SaveSavedReplyHandler SaveReply { get; set; } = null!;

    [Inject]
    private RemoveSavedReplyHandler RemoveReply { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(SavedReply);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _replies = await Inbox.SavedRepliesAsync(Member.Caller, cancellationToken);

    private string? Invalid(string field) => _state.Of(field) is null ? null : "true";

    private string? DescribedBy(string field) => _state.Of(field) is null ? null : $"reply-{field}";

    private void Change(SavedReply reply)
    {
        _state.Reset();
        (_changing, _shortcut, _body) = (reply.Id, reply.Shortcut, reply.Body);
    }

    private void Clear()
    {
        _state.Reset();
        (_changing, _shortcut, _body) = (null, null, null);
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => SaveReply.HandleAsync(
            Member.Caller, new SaveSavedReply(_changing, _shortcut, _body), CancellationToken.None)))
        {
            Clear();
            await TryLoadAsync();
        }
    }

    private async Task RemoveAsync(SavedReply reply)
    {
        if (await _state.SaveAsync(() => RemoveReply.HandleAsync(Member.Caller, new RemoveSavedReply(reply.Id), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }
}
