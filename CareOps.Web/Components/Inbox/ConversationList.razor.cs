using CareOps.Core.Inbox;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>The conversations, newest first, with what to show of them.</summary>
public sealed partial class ConversationList
{
    private int _current = -1;

    /// <summary>Null while they are loaded for the first time.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ConversationRow>? Rows { get; set; }

    [Parameter, EditorRequired]
    public InboxCounts? Counts { get; set; }

    [Parameter, EditorRequired]
    public InboxFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<InboxFilter> FilterChanged { get; set; }

    [Parameter, EditorRequired]
    public bool HasMore { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnMore { get; set; }

    [Parameter, EditorRequired]
    public Guid? Current { get; set; }

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    protected override void OnParametersSet()
    {
        _current = -1;
        for (var index = 0; index < (Rows?.Count ?? 0); index++)
        {
            if (Rows![index].Id == Current)
            {
                _current = index;
            }
        }
    }

    private string Pressed(InboxFilter filter) => filter == Filter ? "true" : "false";

    /// <summary>Alt+J and Alt+K press the neighbours of the open conversation.</summary>
    private string? KeysOf(ConversationRow row)
    {
        if (Rows is null)
        {
            return null;
        }

        if (_current + 1 < Rows.Count && Rows[_current + 1].Id == row.Id)
        {
            return "alt+j";
        }

        return _current > 0 && Rows[_current - 1].Id == row.Id ? "alt+k" : null;
    }

    private Task ShowAllAsync() => FilterChanged.InvokeAsync(InboxFilter.All);

    private Task ShowUnreadAsync() => FilterChanged.InvokeAsync(InboxFilter.Unread);

    private Task ShowUnansweredAsync() => FilterChanged.InvokeAsync(InboxFilter.Unanswered);
}
