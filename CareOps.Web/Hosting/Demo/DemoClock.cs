using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary>Starts four weeks ago and is moved on by the story, so that the demo's past went through the same code as its future.</summary>
internal sealed class DemoClock(Instant realNow) : IClock
{
    private const long TicksOfASecond = 10_000_000;

    /// <summary>The real moment, cut to the second.</summary>
    public Instant RealNow { get; } = Instant.FromUnixTimeTicks(realNow.ToUnixTimeTicks() / TicksOfASecond * TicksOfASecond);

    public Instant Now { get; set; } = realNow;

    public Instant GetCurrentInstant() => Now;
}
