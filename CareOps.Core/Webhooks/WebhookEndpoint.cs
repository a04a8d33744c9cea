using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Webhooks;

/// <summary>An address of another program that is told of events.</summary>
public sealed class WebhookEndpoint : ILive
{
    public const int MaxUrlLength = 500;
    public const int MaxDescriptionLength = 100;
    public const int MaxEventsLength = 1000;
    public const int MaxReasonLength = 300;

    /// <summary>How long what is signed is signed with the secret before, too, so that the receiver can change over.</summary>
    public static readonly Duration ChangeOver = Duration.FromHours(24);

    /// <summary>After failing for this long without one success it is switched off.</summary>
    public static readonly Duration LongestFailure = Duration.FromDays(3);

    private WebhookEndpoint()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Url { get; private set; } = string.Empty;

    public string? Description { get; private set; }

    /// <summary>The names of the events it is told of, separated by spaces.</summary>
    public string Events { get; private set; } = string.Empty;

    public bool IsEnabled { get; private set; }

    /// <summary>What its deliveries are signed with, encrypted; shown to the owner once, when it was made.</summary>
    public string ProtectedSecret { get; private set; } = string.Empty;

    /// <summary>The secret before, encrypted: deliveries are signed with it as well until <see cref="OldSecretUntil"/>.</summary>
    public string? ProtectedOldSecret { get; private set; }

    public Instant? OldSecretUntil { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant? LastSuccessAt { get; private set; }

    /// <summary>Since when nothing got through; null while the last attempt did.</summary>
    public Instant? FailingSince { get; private set; }

    public string? LastFailure { get; private set; }

    /// <summary>When it was switched off because it failed for too long, or said that it is gone; null where a person did, or it is on.</summary>
    public Instant? DisabledAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(WebhookEndpoint), Id);

    public IReadOnlyList<string> EventNames => Events.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"example.org" of its address.</summary>
    public string Host => new Uri(Url).Host;

    public static WebhookEndpoint Create(CareOpsDb db, WebhookSettings settings, string protectedSecret)
    {
        var endpoint = new WebhookEndpoint
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            ProtectedSecret = protectedSecret,
            CreatedAt = db.Now,
        };
        endpoint.Configure(settings);
        return endpoint;
    }

    /// <summary>Another address starts with a clean record.</summary>
    public void Configure(WebhookSettings settings)
    {
        if (Url != settings.Url || (settings.IsEnabled && !IsEnabled))
        {
            (FailingSince, LastFailure, DisabledAt) = (null, null, null);
        }

        (Url, Description, Events, IsEnabled) = (settings.Url, settings.Description, string.Join(' ', settings.Events), settings.IsEnabled);
    }

    public bool Wants(string eventName) => IsEnabled && EventNames.Contains(eventName, StringComparer.Ordinal);

    public void Rotate(string protectedSecret, Instant now)
    {
        (ProtectedOldSecret, OldSecretUntil) = (ProtectedSecret, now + ChangeOver);
        ProtectedSecret = protectedSecret;
    }

    public void Succeeded(Instant now) => (LastSuccessAt, FailingSince, LastFailure) = (now, null, null);

    /// <returns>Whether it is switched off from now on.</returns>
    public bool Failed(string reason, bool isGone, Instant now)
    {
        FailingSince ??= now;
        LastFailure = Text.Shorten(reason, MaxReasonLength - 1);
        if (!IsEnabled || (!isGone && now - FailingSince < LongestFailure))
        {
            return false;
        }

        (IsEnabled, DisabledAt) = (false, now);
        return true;
    }
}

/// <summary>What an owner says of an endpoint, cleaned and checked.</summary>
public sealed record WebhookSettings(string Url, string? Description, IReadOnlyList<string> Events, bool IsEnabled);

internal sealed class WebhookEndpointConfiguration : IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable("WebhookEndpoints");
        builder.Property(endpoint => endpoint.Id).ValueGeneratedNever();
        builder.Property(endpoint => endpoint.Url).HasMaxLength(WebhookEndpoint.MaxUrlLength);
        builder.Property(endpoint => endpoint.Description).HasMaxLength(WebhookEndpoint.MaxDescriptionLength);
        builder.Property(endpoint => endpoint.Events).HasMaxLength(WebhookEndpoint.MaxEventsLength);
        builder.Property(endpoint => endpoint.ProtectedSecret).HasMaxLength(1000);
        builder.Property(endpoint => endpoint.ProtectedOldSecret).HasMaxLength(1000);
        builder.Property(endpoint => endpoint.LastFailure).HasMaxLength(WebhookEndpoint.MaxReasonLength);
        builder.HasIndex(endpoint => new { endpoint.WorkspaceId, endpoint.CreatedAt });
    }
}
