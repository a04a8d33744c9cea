using System.Globalization;

using CareOps.Core.Foundation;
using CareOps.Core.Webhooks;
using CareOps.Web.Components.Shared;

using NodaTime;

namespace CareOps.Web.Components.Settings;

/// <summary>Webhooks in words.</summary>
internal static class WebhookText
{
    public static StatusLook LookOf(WebhookRow endpoint) => endpoint switch
    {
        { DisabledAt: not null } => new StatusLook("bad", "warn", "Switched off"),
        { IsEnabled: false } => new StatusLook(string.Empty, "slash", "Off"),
        { FailingSince: not null } => new StatusLook("warn", "warn", "Failing"),
        { LastSuccessAt: not null } => new StatusLook("ok", "check", "Works"),
        _ => new StatusLook("info", "clock", "Not tried yet"),
    };

    public static StatusLook LookOf(WebhookDeliveryRow delivery) => delivery.Status switch
    {
        WebhookStatus.Delivered => new StatusLook("ok", "check", "Delivered"),
        WebhookStatus.Failed => new StatusLook("bad", "x", "Failed"),
        WebhookStatus.Sending => new StatusLook("info", "send", "On its way"),
        _ when delivery.Attempts > 0 => new StatusLook("warn", "repeat", "Tried again later"),
        _ => new StatusLook("info", "clock", "Waiting"),
    };

    /// <summary>"Tried 3 times. The receiver answered with 500. Next try Thu 26 Nov, 09:30."</summary>
    public static string AboutOf(WebhookDeliveryRow delivery, DateTimeZone zone)
    {
        var tries = delivery.Attempts > 0 ? $"Tried {Say.Count(delivery.Attempts, "time", "times")}. " : string.Empty;
        var next = delivery is { Status: WebhookStatus.Queued, Attempts: > 0 } ? $" Next try {Say.Moment(delivery.DueAt, zone)}." : string.Empty;
        var text = $"{tries}{delivery.Reason}{next}".Trim();
        return text.Length > 0 ? text : $"Event of {Say.Moment(delivery.CreatedAt, zone)}";
    }

    /// <summary>"200 after 85 ms".</summary>
    public static string ResultOf(WebhookAttemptRow attempt)
    {
        var what = attempt.StatusCode is { } status ? status.ToString(CultureInfo.InvariantCulture) : "No answer";
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{what} after {attempt.DurationMs:N0} ms");
        return attempt.Error is null ? sentence : $"{sentence}. {attempt.Error}";
    }
}
