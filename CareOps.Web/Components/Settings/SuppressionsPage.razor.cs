using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>The addresses that get nothing, why, and the way off the list.</summary>
public sealed partial class SuppressionsPage
{
    private const int OnePage = 50;

    private readonly FormState _state = new();

    private IReadOnlyList<SuppressionRow>? _rows;
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private string? _search;
    private string? _address;
    private Guid? _asking;
    private int _most = OnePage;
    private bool _hasMore;

    [Inject]
    private SuppressionQueries Suppressions { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private AllowAgainHandler AllowAgain { get; set; } = null!;

    [Inject]
    private SuppressAddressHandler SuppressAddress { get; set; } = null!;

    private string? Problem => _state.Of(nameof(Core.Messaging.SuppressAddress.Address)) ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(Suppression);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var searched = _search;
        var rows = await Suppressions.ListAsync(Member.Caller, searched, _most + 1, cancellationToken);
        _members = await Workspaces.MemberNamesAsync(Member.Caller, cancellationToken);
        if (searched == _search)
        {
            (_rows, _hasMore) = ([.. rows.Take(_most)], rows.Count > _most);
        }
    }

    private Task ShowMoreAsync()
    {
        _most += OnePage;
        return TryLoadAsync();
    }

    private void Ask(SuppressionRow row) => _asking = row.Id;

    private void Keep() => _asking = null;

    private async Task AllowAsync(SuppressionRow row)
    {
        _asking = null;
        await _state.SaveAsync(() => AllowAgain.HandleAsync(Member.Caller, new AllowAgain(row.Id), CancellationToken.None));
        await TryLoadAsync();
    }

    private async Task AddAsync()
    {
        if (await _state.SaveAsync(() => SuppressAddress.HandleAsync(Member.Caller, new SuppressAddress(_address), CancellationToken.None)))
        {
            _address = null;
            await TryLoadAsync();
        }
    }
}
