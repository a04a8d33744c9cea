namespace CareOps.Core.Onboarding.Industries;

/// <summary>The trades that the set-up knows.</summary>
public static class AllIndustries
{
    public static IReadOnlyList<Industry> List { get; } =
    [
        .. new[] { Clinic.Make(), Salon.Make(), Spa.Make(), Repair.Make(), Tutoring.Make(), Fitness.Make(), Cleaning.Make(), Consulting.Make() }
            .Select(static trade => trade with
            {
                Words = [.. trade.Words, .. GermanWords.Of(trade.Key)],
                Services = [.. trade.Services.Select(service => service with { German = GermanServices.Of(trade.Key, service.Key) })],
            }),
    ];

    public static Industry? Find(string? key) => List.FirstOrDefault(industry => industry.Key == key);
}
