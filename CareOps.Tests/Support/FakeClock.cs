using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>A clock that stands still until a test moves it. Safe to read from background work while it is moved.</summary>
public sealed class FakeClock(Instant now) : IClock
{
    private readonly Lock _gate = new();
    private Instant _now = now;

    /// <summary>Starts on Monday, 2026-03-02 09:00 UTC: in business hours, far from any change of clocks.</summary>
    public FakeClock()
        : this(Instant.FromUtc(2026, 3, 2, 9, 0))
    {
    }

    /// <summary>May be set backwards too: real clocks do that.</summary>
    public Instant Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }

        set
        {
            lock (_gate)
            {
                _now = value;
            }
        }
    }

    public Instant GetCurrentInstant() => Now;

    /// <summary>Moves by <paramref name="duration"/> and answers the new moment.</summary>
    public Instant Advance(Duration duration)
    {
        lock (_gate)
        {
            return _now += duration;
        }
    }
}
