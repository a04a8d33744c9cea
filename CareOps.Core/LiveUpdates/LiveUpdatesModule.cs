using CareOps.Core.Data;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.LiveUpdates;

public static class LiveUpdatesModule
{
    public static IServiceCollection AddLiveUpdates(this IServiceCollection services)
    {
        services.AddSingleton<LiveUpdateHub>();
        services.AddSingleton<ICommitObserver>(static provider => provider.GetRequiredService<LiveUpdateHub>());
        return services;
    }
}
