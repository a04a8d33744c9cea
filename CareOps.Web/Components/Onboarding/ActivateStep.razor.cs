using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Onboarding;

/// <summary>What is still missing, the switch that opens, and the booking that tries it all.</summary>
public sealed partial class ActivateStep
{
    [Parameter, EditorRequired]
    public SetupState Setup { get; set; } = null!;

    [Inject]
    private ActivateBusinessHandler Activate { get; set; } = null!;

    [Inject]
    private SkipTestBookingHandler SkipTest { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    private string Page => Address.BookingPage(Member.Workspace.Slug);

    // All it shows comes with its parameters.
    protected override Task LoadAsync() => Task.CompletedTask;

    private async Task OpenAsync()
    {
        if (await State.SaveAsync(() => Activate.HandleAsync(Member.Caller, new ActivateBusiness(), CancellationToken.None)))
        {
            await OnSaved.InvokeAsync();
        }
    }

    private async Task SkipTestAsync()
    {
        if (await State.SaveAsync(() => SkipTest.HandleAsync(Member.Caller, new SkipTestBooking(), CancellationToken.None)))
        {
            await OnSaved.InvokeAsync();
        }
    }
}
