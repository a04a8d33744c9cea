using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Onboarding;

/// <summary>Something a business needs before it opens.</summary>
/// <param name="Name">In lower case, as it stands in a sentence.</param>
/// <param name="IsDone">As the data says it now.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Step">Where it is seen to.</param>
public sealed record SetupItem(string Name, bool IsDone, string Why, SetupStep Step)
{
    /// <summary>How it stands: "3 services can be booked".</summary>
    public string? Found { get; init; }

    /// <summary>What an owner should know although it is done.</summary>
    public string? Caution { get; init; }
}

/// <summary>What is needed to open, read from the data each time: nothing is ticked off by hand.</summary>
internal static class Checklist
{
    public static async Task<IReadOnlyList<SetupItem>> OfAsync(CareOpsDb db, Workspace workspace, CancellationToken cancellationToken) =>
    [
        new("a time zone", Locales.IsTimeZone(workspace.TimeZone), "So that a customer and you mean the same moment.", SetupStep.Business)
        {
            Found = workspace.TimeZone.Replace('_', ' '),
        },
        await ChannelAsync(db, cancellationToken),
        await ContactFormAsync(db, cancellationToken),
        await ServiceAsync(db, cancellationToken),
    ];

    private static async Task<SetupItem> ChannelAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        const string Why = "Confirmations and reminders go out by it.";
        var connections = await db.ProviderConnections().AsNoTracking().Where(static row => row.IsEnabled).ToListAsync(cancellationToken);
        var works = connections.Find(static row => row.LastFailureAt is null || row.LastSuccessAt > row.LastFailureAt);
        return (connections.Count, works) switch
        {
            (0, _) => new("a channel", true, Why, SetupStep.Channels)
            {
                Found = "Local outbox",
                Caution = "Messages are kept here and reach nobody until you connect a provider.",
            },
            (_, null) => new("a channel that works", false, $"{Why} The last try of every connection failed.", SetupStep.Channels),
            _ => new("a channel", true, Why, SetupStep.Channels) { Found = $"{works.Kind}, from {works.FromAddress}" },
        };
    }

    private static async Task<SetupItem> ContactFormAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var welcomes = await db.Rules().AnyAsync(static rule => rule.Trigger == RuleTrigger.ContactCreated && rule.IsEnabled, cancellationToken);
        return new("a contact form", true, "So that those who aren't ready to book can ask.", SetupStep.ContactForm)
        {
            Found = welcomes ? "With a welcome message" : null,
            Caution = welcomes ? null : "Who writes gets no welcome: that rule is off.",
        };
    }

    private static async Task<SetupItem> ServiceAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        var bookable = await db.Services()
            .Where(service => service.IsActive && db.ServiceMembers()
                .Any(team => team.ServiceId == service.Id
                    && db.Members().Any(member => member.Id == team.MemberId && member.RemovedAt == null)
                    && db.WeeklyHours().Any(hours => hours.MemberId == team.MemberId)))
            .CountAsync(cancellationToken);
        return new("a service with hours", bookable > 0, "Without one there is nothing to book.", SetupStep.Services)
        {
            Found = bookable switch
            {
                0 => null,
                1 => "One service can be booked",
                _ => $"{bookable} services can be booked",
            },
        };
    }
}
