using CareOps.Core.Inbox;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>The conversations, unread ones first, with what to show of them.</summary>
public sealed partial class ConversationList
{
    private static readonly InboxFilter[] Filters = Enum.GetValues<InboxFilter>();

    private readonly ListWindow _window = new();

    private int _current = -1;
    private (InboxView View, string Search) _listed;
    private IReadOnlyList<ConversationRow>? _drawn;

    /// <summary>Null while they are loaded for the first time.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ConversationRow>? Rows { get; set; }

    [Parameter, EditorRequired]
    public InboxCounts? Counts { get; set; }

    [Parameter, EditorRequired]
    public InboxView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<InboxView> ViewChanged { get; set; }

    /// <summary>What is searched for; empty for the list itself.</summary>
    [Parameter, EditorRequired]
    public string Search { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public EventCallback<string> SearchChanged { get; set; }

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
        // With the first letter that is searched for, the list is still the one before.
        if (_listed != (View, Search) && !ReferenceEquals(Rows, _drawn))
        {
            _listed = (View, Search);
            _window.Reset();
        }

        _drawn = Rows;
        _current = -1;
        for (var index = 0; index < (Rows?.Count ?? 0); index++)
        {
            if (Rows![index].Id == Current)
            {
                _current = index;
            }
        }
    }

    private static string NameOf(InboxFilter filter) => filter switch
    {
        InboxFilter.Unread => "Unread",
        InboxFilter.Unanswered => "Unanswered",
        InboxFilter.Mentions => "Mentions",
        InboxFilter.Snoozed => "Snoozed",
        InboxFilter.Resolved => "Resolved",
        _ => "Open",
    };

    private string Pressed(InboxOwner owner) => owner == View.Owner ? "true" : "false";

    private int? CountOf(InboxFilter filter) => filter switch
    {
        InboxFilter.Unread => Counts?.Unread,
        InboxFilter.Unanswered => Counts?.Unanswered,
        InboxFilter.Mentions => Counts is { Mentions: > 0 and var unread } ? unread : null,
        InboxFilter.Snoozed => Counts?.Snoozed,
        _ => null,
    };

    private static string? Counted(int? count) => count switch
    {
        null => null,
        >= InboxCounts.Most => "999+",
        { } known => known.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

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

    // Not every row is drawn once there are many, so each says which it is; -1 is for a length that nobody knows yet.
    private (int Number, int Of) PlaceOf(int part, int index) => ((part * ListWindow.PartLength) + index + 1, HasMore ? -1 : Rows!.Count);

    private void Move(ChangeEventArgs told) => _window.Hear(told.Value as string);

    private Task FindAsync(ChangeEventArgs typed) => SearchChanged.InvokeAsync(typed.Value as string ?? string.Empty);

    private Task ShowAllAsync() => ViewChanged.InvokeAsync(default);

    private Task ShowEveryonesAsync() => ShowAsync(InboxOwner.All);

    private Task ShowMineAsync() => ShowAsync(InboxOwner.Mine);

    private Task ShowUnassignedAsync() => ShowAsync(InboxOwner.Nobody);

    private Task ShowAsync(InboxOwner owner) => ViewChanged.InvokeAsync(View with { Owner = owner });

    private Task ShowAsync(InboxFilter filter) => ViewChanged.InvokeAsync(View with { Filter = filter });
}
