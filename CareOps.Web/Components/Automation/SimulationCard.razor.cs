using CareOps.Core.Automation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Automation;

/// <summary>Tries a rule, as typed, on what really happened.</summary>
public sealed partial class SimulationCard
{
    private const int Days = 30;

    private DateOnly _from;
    private DateOnly _until;
    private Simulation? _result;
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public Rule Rule { get; set; } = null!;

    [Parameter, EditorRequired]
    public RuleDraft Draft { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SimulationQueries Simulations { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        var today = Clock.GetCurrentInstant().InZone(Member.Workspace.Zone).Date;
        (_from, _until) = (today.PlusDays(-Days).ToDateOnly(), today.ToDateOnly());
    }

    private static string ClassOf(SimulatedChange change) => change switch
    {
        SimulatedChange.Added => "ok",
        SimulatedChange.Removed => "bad",
        _ => "kept",
    };

    private static string WordOf(SimulatedChange change) => change switch
    {
        SimulatedChange.Added => "Added",
        SimulatedChange.Removed => "Removed",
        _ => "Same",
    };

    private async Task TryAsync()
    {
        var (from, until) = (LocalDate.FromDateOnly(_from), LocalDate.FromDateOnly(_until));
        if (from > until || from.Year < 1971 || until.Year > 9000)
        {
            _problem = "Choose a first day that is not after the last one.";
            return;
        }

        if (Draft.Offsets.Contains(int.MinValue))
        {
            _problem = "Enter each moment as a number first.";
            return;
        }

        (_isBusy, _problem) = (true, null);
        var zone = Member.Workspace.Zone;

        // A rule that is off is tried as if it were on: that is what one wants to know of it.
        _result = await Simulations.TryAsync(
            Member.Caller,
            Rule.Id,
            Draft with { IsEnabled = true },
            zone.AtStartOfDay(from).ToInstant(),
            zone.AtStartOfDay(until.PlusDays(1)).ToInstant(),
            CancellationToken.None);
        _isBusy = false;
    }
}
