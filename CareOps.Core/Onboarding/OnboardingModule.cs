using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Onboarding;

public static class OnboardingModule
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services)
    {
        services.AddSingleton<IWorkspaceSetup, FirstSetup>();
        services.AddSingleton<SetupQueries>();
        services.AddSingleton<SaveStepHandler>();
        services.AddSingleton<ChooseIndustryHandler>();
        services.AddSingleton<ActivateBusinessHandler>();
        services.AddSingleton<NoteTestBookingHandler>();
        services.AddSingleton<SkipTestBookingHandler>();
        return services;
    }
}
