using CareOps.Core.Foundation;
using CareOps.Core.Onboarding;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>Reminds owners on Today of what is left of the set-up, until nothing is.</summary>
public sealed partial class SetupCard
{
    private SetupState? _state;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetupQueries Setups { get; set; } = null!;

    // Again with each load of the screen it stands on, which hears of every change of the business.
    protected override async Task OnParametersSetAsync() => _state = Member.Caller.May(Right.ManageWorkspace)
        ? await Setups.LoadAsync(Member.Caller, CancellationToken.None)
        : null;

    private static string About(SetupState state) => state switch
    {
        { HasOpened: true } => "Book once on your own page, and you know that everything works.",
        { IsReady: true } => "Everything customers need is there. Open for bookings, and try it once.",
        _ => "Customers can't book yet.",
    };
}
