using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>What is known of a booking before its customer comes or does not.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="Start">In the business's zone.</param>
/// <param name="LeadDays">How long ahead it was booked.</param>
/// <param name="Source">How it was booked.</param>
/// <param name="Visits">How often its contact came or did not come before.</param>
/// <param name="Missed">How many of these they did not come to.</param>
public readonly record struct NoShowFacts(
    Guid ServiceId, LocalDateTime Start, double LeadDays, BookingSource Source, int Visits, int Missed)
{
    public bool IsByMember => Source is BookingSource.Phone or BookingSource.WalkIn;

    public static double LeadOf(Instant createdAt, Instant startsAt) => Math.Max(0, (startsAt - createdAt).TotalDays);
}

/// <summary>How likely a customer won't come, beside what is usual in this business.</summary>
/// <param name="Chance">From 0 to 1.</param>
/// <param name="Level">Whether it is worth pointing out.</param>
/// <param name="Reasons">What speaks for it, the weightiest first; empty where nothing does.</param>
public sealed record NoShowRisk(double Chance, NoShowLevel Level, IReadOnlyList<string> Reasons)
{
    /// <summary>"24%".</summary>
    public string Percent => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Round(Chance * 100):0}%");
}

public enum NoShowLevel
{
    Usual,
    Raised,
    High,
}
