using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Workspaces;

public static class WorkspacesModule
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services, RegistrationOptions registration)
    {
        services.AddSingleton(registration);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<WorkspaceQueries>();
        services.AddSingleton<RegisterWorkspaceHandler>();
        services.AddSingleton<ChangeBusinessHandler>();
        services.AddSingleton<OpenBusinessHandler>();
        return services;
    }
}
