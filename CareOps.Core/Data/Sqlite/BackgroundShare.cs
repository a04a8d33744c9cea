namespace CareOps.Core.Data.Sqlite;

/// <summary>
/// How much of the writer background work gets while people wait: one part to eight of theirs, by time. By number, what follows a booking,
/// which takes longer than the booking, had more than half of a rush to itself. It is told only of time that the other side waited for.
/// </summary>
/// <param name="most">What neither side may save up beyond.</param>
public sealed class BackgroundShare(TimeSpan most)
{
    private const int PartsOfPeople = 8;

    private TimeSpan _saved;

    /// <summary>Whether background work goes next, before people who wait.</summary>
    public bool IsDue => _saved > TimeSpan.Zero;

    public void PeopleTook(TimeSpan time) => _saved = Lesser(most, _saved + (time / PartsOfPeople));

    public void BackgroundTook(TimeSpan time) => _saved = -Lesser(most, time - _saved);

    private static TimeSpan Lesser(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
