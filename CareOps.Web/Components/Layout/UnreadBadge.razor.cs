using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>The live count beside "Inbox". Draws itself alone when the count changes.</summary>
public sealed partial class UnreadBadge : IDisposable
{
    private const int Most = 99;

    private UnreadConversations? _watched;
    private int _count;

    [Parameter, EditorRequired]
    public UnreadConversations Unread { get; set; } = null!;

    public void Dispose()
    {
        if (_watched is not null)
        {
            _watched.Changed -= OnChanged;
        }
    }

    protected override void OnParametersSet()
    {
        if (_watched != Unread)
        {
            Dispose();
            _watched = Unread;
            _watched.Changed += OnChanged;
        }

        _count = Unread.Count;
    }

    private void OnChanged(object? sender, EventArgs change) => _ = InvokeAsync(() =>
    {
        if (_count != Unread.Count)
        {
            _count = Unread.Count;
            StateHasChanged();
        }
    });
}
