using CareOps.Core.Audit;
using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Workspaces;

public static class WorkspacesModule
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services, RegistrationOptions registration)
    {
        services.AddSingleton(registration);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<IRetained, OldSubmissions>();
        services.AddSingleton<IRetained, OldLinks>();
        services.AddSingleton<KeepQuietHandler>();
        services.AddSingleton<WorkspaceQueries>();
        services.AddSingleton<RegisterWorkspaceHandler>();
        services.AddSingleton<CreateWorkspaceHandler>();
        services.AddSingleton<ChangeBusinessHandler>();
        services.AddSingleton<OpenBusinessHandler>();
        services.AddSingleton<SetBrandColourHandler>();
        services.AddSingleton<SetLogoHandler>();
        services.AddSingleton<LogoQueries>();
        services.AddSingleton<DeleteWorkspaceHandler>();
        services.AddSingleton<KeepWorkspaceHandler>();
        services.AddSingleton<WorkspaceErasure>();
        services.AddSingleton<WorkspaceExport>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<NoteExportHandler>();
        return services;
    }
}
