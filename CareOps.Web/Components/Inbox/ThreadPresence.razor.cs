using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>"Noah is viewing", "Noah is typing…": who else has the conversation open. Draws itself alone.</summary>
public sealed partial class ThreadPresence : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    private InboxPresence.Visit? _visit;
    private string? _text;
    private bool _isTyping;
    private bool _isClosed;

    [Parameter, EditorRequired]
    public Guid ConversationId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private InboxPresence Presence { get; set; } = null!;

    [Inject]
    private PresenceConnection Connection { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    /// <summary>A key was pressed in the composer.</summary>
    public void Typing() => _visit?.Typing();

    /// <summary>What was typed is sent.</summary>
    public void StoppedTyping() => _visit?.StoppedTyping();

    public void Dispose()
    {
        _isClosed = true;
        _closing.Cancel();
        _closing.Dispose();
        if (_visit is not null && Connection.Visit == _visit)
        {
            Connection.Visit = null;
        }

        _visit?.Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && !_isClosed)
        {
            _visit = Presence.Enter(Member.Caller, ConversationId, () => _ = InvokeAsync(Look));
            Connection.Visit = _visit;
            Look();
        }
    }

    private void Look()
    {
        if (_isClosed || _visit is null)
        {
            return;
        }

        var others = _visit.Others;
        var typing = others.Where(static other => other.TypingUntil is not null).ToList();
        _isTyping = typing.Count > 0;
        _text = Sentence([.. (_isTyping ? typing : others).Select(other => NameOf(other.Member))], _isTyping);
        StateHasChanged();
        if (_isTyping)
        {
            _ = LookAgainAsync(typing.Min(static other => other.TypingUntil!.Value) - Clock.GetCurrentInstant(), _closing.Token);
        }
    }

    // Who stops typing says nothing.
    private async Task LookAgainAsync(Duration after, CancellationToken closed)
    {
        await Task.Delay(Duration.Max(after, Duration.FromMilliseconds(100)).ToTimeSpan(), closed)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Look();
    }

    private static string? Sentence(string[] names, bool isTyping) => (names, isTyping) switch
    {
        ([], _) => null,
        ([var one], true) => $"{one} is typing…",
        ([var one], false) => $"{one} is viewing",
        ([var one, var two], true) => $"{one} and {two} are typing…",
        ([var one, var two], false) => $"{one} and {two} are viewing",
        (_, true) => $"{names[0]} and {names.Length - 1} others are typing…",
        (_, false) => $"{names[0]} and {names.Length - 1} others are viewing",
    };

    private string NameOf(MemberId member) => Names.TryGetValue(member, out var name) ? PersonName.First(name) : "Someone";
}
