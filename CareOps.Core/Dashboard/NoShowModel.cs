using System.Globalization;

using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Dashboard;

/// <summary>
/// Logistic regression on a business's own closed bookings, with ridge penalties that keep what was seen a few times only from counting
/// much (docs/no-show-risk.md). It says nothing where there is too little history to learn from.
/// </summary>
public sealed class NoShowModel
{
    /// <summary>So many closed bookings it takes …</summary>
    public const int FewestClosed = 150;

    /// <summary>… and so many of them that nobody came to.</summary>
    public const int FewestMissed = 15;

    private const int MostServices = 20;
    private const int MostReasons = 3;

    // A contact's own record counts as if they had come four times as everyone does.
    private const double UsualVisits = 4;
    private const double MonthOfDays = 30;

    // In units of the logarithm of odds: what moves the odds by less than a seventh is not worth a sentence.
    private const double WorthSaying = 0.14;

    private const int Intercept = 0;
    private const int Lead = 1;
    private const int Record = 2;
    private const int FirstVisit = 3;
    private const int ByMember = 4;
    private const int Weekday = 5;
    private const int PartOfDay = Weekday + 7;
    private const int FirstService = PartOfDay + 3;

    private readonly Dictionary<Guid, int> _services;
    private readonly double[] _weights;
    private readonly double[] _means;

    private NoShowModel(double usual, Dictionary<Guid, int> services, double[] weights, double[] means)
    {
        Usual = usual;
        _services = services;
        _weights = weights;
        _means = means;
    }

    /// <summary>The share of closed bookings that nobody came to.</summary>
    public double Usual { get; }

    /// <returns>Null where there is too little to learn from.</returns>
    public static NoShowModel? Learn(IReadOnlyList<(NoShowFacts Facts, bool IsMissed)> closed)
    {
        var missed = closed.Count(static row => row.IsMissed);
        if (closed.Count < FewestClosed || missed < FewestMissed || missed == closed.Count)
        {
            return null;
        }

        var usual = missed / (double)closed.Count;
        var services = closed.GroupBy(static row => row.Facts.ServiceId)
            .OrderByDescending(static group => group.Count()).Take(MostServices)
            .Select(static (group, place) => (group.Key, place)).ToDictionary(static each => each.Key, static each => each.place);
        var rows = closed.Select(row => Features(row.Facts, usual, services)).ToArray();
        var means = new double[FirstService + services.Count];
        foreach (var row in rows)
        {
            for (var place = 0; place < means.Length; place++)
            {
                means[place] += row[place] / rows.Length;
            }
        }

        var weights = LogisticFit.Solve(rows, [.. closed.Select(static row => row.IsMissed)], PenaltyOf, Math.Log(usual / (1 - usual)));
        return new NoShowModel(usual, services, weights, means);
    }

    public NoShowRisk Of(NoShowFacts facts, string serviceName)
    {
        var features = Features(facts, Usual, _services);
        var odds = 0d;
        for (var place = 0; place < features.Length; place++)
        {
            odds += _weights[place] * features[place];
        }

        var chance = 1 / (1 + Math.Exp(-odds));
        var level = chance switch
        {
            _ when chance >= Math.Max(0.3, 2.5 * Usual) => NoShowLevel.High,
            _ when chance >= Math.Max(0.12, 1.7 * Usual) => NoShowLevel.Raised,
            _ => NoShowLevel.Usual,
        };
        return new NoShowRisk(chance, level, ReasonsOf(features, facts, serviceName));
    }

    private static double[] Features(NoShowFacts facts, double usual, Dictionary<Guid, int> services)
    {
        var features = new double[FirstService + services.Count];
        features[Intercept] = 1;
        features[Lead] = Math.Log(1 + facts.LeadDays) / Math.Log(1 + MonthOfDays);
        features[Record] = Logit((facts.Missed + (UsualVisits * usual)) / (facts.Visits + UsualVisits)) - Logit(usual);
        features[FirstVisit] = facts.Visits == 0 ? 1 : 0;
        features[ByMember] = facts.IsByMember ? 1 : 0;
        features[Weekday + (int)facts.Start.DayOfWeek - 1] = 1;
        features[PartOfDay + PartOf(facts.Start)] = 1;
        if (services.TryGetValue(facts.ServiceId, out var service))
        {
            features[FirstService + service] = 1;
        }

        return features;
    }

    // What stands for one of several groups is pulled towards none of them being different; the level of all is not pulled.
    private static double PenaltyOf(int place) => place switch
    {
        Intercept => 1e-6,
        < Weekday => 1,
        _ => 4,
    };

    private static int PartOf(LocalDateTime start) => start.Hour switch
    {
        < 12 => 0,
        < 17 => 1,
        _ => 2,
    };

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private List<string> ReasonsOf(double[] features, NoShowFacts facts, string serviceName) =>
    [
        .. Enumerable.Range(1, features.Length - 1)
            .Select(place => (Place: place, Weight: _weights[place] * (features[place] - _means[place])))
            .Where(each => each.Weight >= WorthSaying && (each.Place < Weekday || features[each.Place] > 0))
            .OrderByDescending(static each => each.Weight)
            .Select(each => Words(each.Place, facts, serviceName))
            .OfType<string>()
            .Take(MostReasons),
    ];

    private static string? Words(int place, NoShowFacts facts, string serviceName) => place switch
    {
        Lead when facts.LeadDays >= 1 => $"Booked {Say.Count((int)facts.LeadDays, "day", "days")} ahead",
        Lead => "Booked on the same day",
        Record when facts.Missed > 0 => string.Create(CultureInfo.InvariantCulture, $"Did not come {facts.Missed} of {facts.Visits} times"),
        FirstVisit => facts.Visits == 0 ? "First visit" : "Has been here before",
        ByMember => facts.IsByMember ? "Booked by a member" : "Booked online",
        >= Weekday and < PartOfDay => $"{facts.Start.DayOfWeek}s are missed more often",
        >= PartOfDay and < FirstService => $"{PartWord(place - PartOfDay)} are missed more often",
        >= FirstService => $"{serviceName} is missed more often",
        _ => null,
    };

    private static string PartWord(int part) => part switch
    {
        0 => "Mornings",
        1 => "Afternoons",
        _ => "Evenings",
    };
}
