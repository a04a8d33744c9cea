using CareOps.Bench.Bare;
using CareOps.Bench.Booking;
using CareOps.Bench.Framework;

namespace CareOps.Bench.Pages;

/// <summary>What rendering costs: the booking form of a free time, with antiforgery, CSP and branding, against its bytes from memory.</summary>
public sealed class PublicPage : IBenchmark
{
    public string Name => "public-page";

    public string Description => "server-rendered booking page (antiforgery, CSP, branding) ÷ bare Kestrel answering the same bytes";

    public Bar Bar => Bar.AtLeast(0.10, goal: 0.25);

    public async Task<Verdict> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var ours = Ours(options);
        await using var theirs = new BareRequests(options.Callers, () => ours.Request, () => ours.Page);
        var rounds = await Rounds.RunAsync(ours, theirs, options, cancellationToken);

        var verdict = Verdict.Of(Name, rounds, round => round.Speed, Bar);
        Report.Print(options.Output, ours, theirs, rounds, verdict);
        return verdict;
    }

    internal static CareOpsPage Ours(BenchmarkOptions options) => new(
        options.Callers,
        new CareOpsServer(),
        static async (visitor, cancellationToken) => (await visitor.FindSlotsAsync(1, cancellationToken))[0].Path);
}
