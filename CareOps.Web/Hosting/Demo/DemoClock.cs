using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary>Starts four weeks ago and is moved on by the story, so that the demo's past went through the same code as its future.</summary>
internal sealed class DemoClock : IClock
{
    private const long TicksOfASecond = 10_000_000;

    /// <param name="machine">Asked once, for the moment at which the story ends.</param>
    public DemoClock(IClock machine)
    {
        Now = machine.GetCurrentInstant();
        RealNow = Instant.FromUnixTimeTicks(Now.ToUnixTimeTicks() / TicksOfASecond * TicksOfASecond);
    }

    /// <summary>The real moment, cut to the second.</summary>
    public Instant RealNow { get; }

    public Instant Now { get; set; }

    public Instant GetCurrentInstant() => Now;
}
