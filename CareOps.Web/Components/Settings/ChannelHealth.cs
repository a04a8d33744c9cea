using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Settings;

/// <summary>How a channel does, as a badge says it.</summary>
/// <param name="Class">The CSS class that colours it.</param>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Word">What people read.</param>
public sealed record ChannelHealth(string Class, string Icon, string Word)
{
    public static ChannelHealth Of(ProviderConnection? connection) => connection switch
    {
        null or { IsEnabled: false } => new(string.Empty, "outbox", "Kept here, not delivered"),
        { LastFailureAt: { } failed } when !(connection.LastSuccessAt > failed) => new("bad", "warn", "Failing"),
        { LastSuccessAt: not null } => new("ok", "check", "Working"),
        _ => new("warn", "question", "Not tried yet"),
    };
}
