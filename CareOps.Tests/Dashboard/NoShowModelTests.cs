using CareOps.Core.Bookings;
using CareOps.Core.Dashboard;

using NodaTime;

namespace CareOps.Tests.Dashboard;

/// <summary>Held against customers whose true chances are known, because a die with those chances decided what they did.</summary>
public sealed class NoShowModelTests
{
    private static readonly Guid Assessment = Guid.CreateVersion7();
    private static readonly Guid Massage = Guid.CreateVersion7();

    [Fact]
    public void Says_nothing_with_little_history()
    {
        var few = Cases(NoShowModel.FewestClosed - 1, seed: 1);
        var nobodyMissed = Cases(1000, seed: 2).ConvertAll(static each => (each.Facts, false));

        Assert.Null(NoShowModel.Learn(few));
        Assert.Null(NoShowModel.Learn(nobodyMissed));
    }

    [Fact]
    public void What_it_foretells_of_new_customers_comes_true_as_often_as_it_says()
    {
        var model = NoShowModel.Learn(Cases(4000, seed: 3))!;
        var fresh = Cases(20_000, seed: 4);
        var foretold = fresh.ConvertAll(each => (Chance: model.Of(each.Facts, "A service").Chance, each.IsMissed));

        // Each tenth of the customers, from the surest to the least sure: foretold and happened lie within four points of each other.
        foreach (var tenth in foretold.OrderBy(static each => each.Chance).Chunk(fresh.Count / 10))
        {
            var (said, happened) = (tenth.Average(static each => each.Chance), tenth.Average(static each => each.IsMissed ? 1d : 0d));
            Assert.InRange(said - happened, -0.04, 0.04);
        }

        // And it knows more than the rate of all: its mean squared error is clearly lower.
        var usual = fresh.Average(static each => each.IsMissed ? 1d : 0d);
        var error = foretold.Average(static each => Math.Pow(each.Chance - (each.IsMissed ? 1 : 0), 2));
        Assert.True(error < 0.96 * usual * (1 - usual), $"{error} against {usual * (1 - usual)}");
    }

    [Fact]
    public void Names_what_speaks_for_it_and_nothing_that_does_not()
    {
        var model = NoShowModel.Learn(Cases(4000, seed: 5))!;
        var start = new LocalDateTime(2026, 3, 4, 10, 0);
        var unsure = model.Of(new NoShowFacts(Assessment, start, 40, BookingSource.Online, 5, 3), "First assessment");
        var sure = model.Of(new NoShowFacts(Assessment, start, 0.5, BookingSource.Online, 12, 0), "First assessment");

        Assert.Equal(NoShowLevel.High, unsure.Level);
        Assert.Contains("Did not come 3 of 5 times", unsure.Reasons);
        Assert.Contains("Booked 40 days ahead", unsure.Reasons);
        Assert.Equal(NoShowLevel.Usual, sure.Level);
        Assert.True(sure.Chance < model.Usual / 2);
        Assert.DoesNotContain(sure.Reasons, static reason => reason.Contains("ahead", StringComparison.Ordinal) || reason.Contains("Did not", StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_seen_twice_counts_for_little()
    {
        var cases = Cases(2000, seed: 6);
        var rare = Guid.CreateVersion7();
        var start = new LocalDateTime(2026, 3, 4, 10, 0);
        var facts = new NoShowFacts(rare, start, 3, BookingSource.Online, 4, 0);
        var before = NoShowModel.Learn(cases)!.Of(facts, "Rare").Chance;
        var after = NoShowModel.Learn([.. cases, (facts, true), (facts, true)])!.Of(facts, "Rare").Chance;

        Assert.InRange(after / before, 1, 2);
    }

    private static List<(NoShowFacts Facts, bool IsMissed)> Cases(int count, int seed)
    {
        var die = new Random(seed);
        var cases = new List<(NoShowFacts, bool)>(count);
        for (var number = 0; number < count; number++)
        {
            var visits = die.Next(0, 9);
            var habit = die.NextDouble() < 0.2 ? 0.4 : 0.05;
            var missed = Enumerable.Range(0, visits).Count(_ => die.NextDouble() < habit);
            var lead = Math.Pow(die.NextDouble(), 2) * 60;
            var start = new LocalDateTime(2026, 1, 5, 8, 0).PlusDays(die.Next(0, 5)).PlusHours(die.Next(0, 11));
            var service = die.NextDouble() < 0.5 ? Assessment : Massage;
            var odds = -3.1 + (0.9 * Math.Log(1 + lead) / Math.Log(31)) + (habit > 0.2 ? 1.6 : 0) + (service == Massage ? 0.4 : 0);
            cases.Add((new NoShowFacts(service, start, lead, BookingSource.Online, visits, missed), die.NextDouble() < 1 / (1 + Math.Exp(-odds))));
        }

        return cases;
    }
}
