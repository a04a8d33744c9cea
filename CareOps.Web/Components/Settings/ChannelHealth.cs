using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Settings;

/// <summary>How a channel does, as a badge says it.</summary>
/// <param name="Class">The CSS class that colours it.</param>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Word">What people read.</param>
public sealed record ChannelHealth(string Class, string Icon, string Word)
{
    /// <summary>A channel works while one of its connections does.</summary>
    public static ChannelHealth Of(IReadOnlyList<ProviderConnection> connections)
    {
        var sending = connections.Where(static connection => connection.IsEnabled).ToList();
        return sending switch
        {
            [] => new(string.Empty, "outbox", "Kept here, not delivered"),
            _ when sending.TrueForAll(IsFailing) => new("bad", "warn", "Failing"),
            _ when sending.Exists(IsFailing) => new("warn", "warn", "Working, one fails"),
            _ when sending.Exists(static connection => connection.LastSuccessAt is not null) => new("ok", "check", "Working"),
            _ => new("warn", "question", "Not tried yet"),
        };
    }

    private static bool IsFailing(ProviderConnection connection) =>
        connection.LastFailureAt is { } failed && !(connection.LastSuccessAt > failed);
}
