using CareOps.Core.Data;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.LiveUpdates;

public static class LiveUpdatesModule
{
    public static IServiceCollection AddLiveUpdates(this IServiceCollection services, Engine engine)
    {
        services.AddSingleton<LiveUpdateHub>();
        services.AddSingleton<NodeTalk>();
        services.AddSingleton<ICommitObserver>(static provider => provider.GetRequiredService<LiveUpdateHub>());
        if (engine == Engine.Postgres)
        {
            services.AddSingleton<OtherNodes>();
            services.AddSingleton<ICommitObserver>(static provider => provider.GetRequiredService<OtherNodes>());
        }

        return services;
    }
}
