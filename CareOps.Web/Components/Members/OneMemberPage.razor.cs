using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Members;

/// <summary>One member: what they may do, and the way out.</summary>
public sealed partial class OneMemberPage
{
    private readonly FormState _state = new();
    private readonly FormState _removal = new();

    private MemberRow? _shown;
    private RightsForm _form = RightsForm.ForStaff();
    private IReadOnlyList<MemberLegacy> _legacy = [];
    private IReadOnlyDictionary<MemberId, string> _team = new Dictionary<MemberId, string>();
    private string? _to;
    private bool _isLoaded;
    private bool _isRemoving;
    private bool _tells = true;

    [Parameter]
    public Guid MemberId { get; set; }

    [Inject]
    private MemberQueries Members { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private ChangeMemberHandler ChangeMember { get; set; } = null!;

    [Inject]
    private RemoveMemberHandler RemoveMember { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private MemberId Id => new(MemberId);

    private bool HasConflicts => _legacy.Any(static each => each.Conflicts.Count > 0);

    private IReadOnlyList<Choice> Successors =>
    [
        new(string.Empty, _legacy.Any(static each => each.NeedsSomeone) ? "Choose somebody" : "Nobody"),
        .. _team.Where(pair => pair.Key != Id).Select(static pair => new Choice(pair.Key.ToString(), pair.Value)),
    ];

    private MemberId? Successor => Guid.TryParse(_to, out var id) ? new MemberId(id) : null;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Core.Workspaces.Member);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _shown = await Members.FindAsync(Member.Caller, Id, cancellationToken);
        _team = await Workspaces.TeamAsync(Member.Caller, cancellationToken);
        _isLoaded = true;
        if (_shown is { } shown && !_state.IsDirty && !_state.IsSaving)
        {
            _form = RightsForm.Of(shown.Role, shown.Rights);
        }
    }

    private static string Sentence(MemberLegacy legacy) => legacy.Kind == LegacyKind.Bookings
        ? $"{Say.Count(legacy.Count, "booking", "bookings")} ahead: each keeps its time."
        : $"{Say.Count(legacy.Count, "open conversation", "open conversations")}: without anyone they wait in Unassigned.";

    private string NameOf(string? id) =>
        Guid.TryParse(id, out var parsed) && _team.TryGetValue(new MemberId(parsed), out var name) ? name : "They";

    private void Touch() => _state.Touch();

    private void Discard()
    {
        _state.Reset();
        _form = RightsForm.Of(_shown!.Role, _shown.Rights);
    }

    private async Task SaveAsync()
    {
        if (await _state.SaveAsync(() => ChangeMember.HandleAsync(
            Member.Caller, new ChangeMember(Id, _form.Role, _form.Rights), CancellationToken.None)))
        {
            await TryLoadAsync();
        }
    }

    private async Task StartRemovingAsync()
    {
        (_isRemoving, _to) = (true, null);
        _removal.Reset();
        await LookAsync();
    }

    private Task ChooseAsync(string? to)
    {
        _to = string.IsNullOrEmpty(to) ? null : to;
        return LookAsync();
    }

    private async Task LookAsync() => _legacy = await Members.LegacyAsync(Member.Caller, Id, Successor, Closed);

    private async Task RemoveAsync()
    {
        if (await _removal.SaveAsync(() => RemoveMember.HandleAsync(
            Member.Caller, new RemoveMember(Id, Successor) { Tell = _tells }, CancellationToken.None)))
        {
            if (Id == Member.Caller.Id)
            {
                // Who removes themselves has nothing left to see here.
                Navigation.NavigateTo("/", forceLoad: true);
            }
            else
            {
                Navigation.NavigateTo(Member.Url("settings/members"));
            }
        }
        else
        {
            await LookAsync();
        }
    }
}
