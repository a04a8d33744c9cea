using NodaTime;

namespace CareOps.Core.Foundation;

/// <summary>The machine's clock cut to microseconds, the precision both databases keep.</summary>
public sealed class MicrosecondClock(IClock inner) : IClock
{
    private const long NanosecondsOfAMicrosecond = 1000;

    public Instant GetCurrentInstant()
    {
        var now = inner.GetCurrentInstant();
        return now.PlusNanoseconds(-(now.InUtc().NanosecondOfSecond % NanosecondsOfAMicrosecond));
    }
}
