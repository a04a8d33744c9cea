using System.Diagnostics;

namespace CareOps.Tests.Support;

/// <summary>Waits for what happens in the background, by asking again and again until a deadline.</summary>
/// <remarks>
/// A machine that stood still for minutes, as virtual ones do, must not fail a test that never got its turn: of one round
/// of asking and pausing at most <see cref="LongestRound"/> counts.
/// </remarks>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(5);

    /// <summary>Returns as soon as <paramref name="condition"/> holds. An exception it throws ends the wait.</summary>
    /// <param name="condition">Asked every 20 ms, never twice at once, and once more when time is up.</param>
    /// <param name="timeout">Real time. Be generous: it is spent only on failure.</param>
    /// <param name="what">Ends the sentence "Waited in vain for …".</param>
    /// <exception cref="TimeoutException">The deadline passed, or one answer took as long as that.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var timer = new PeriodicTimer(Pause);
        var waited = TimeSpan.Zero;
        var round = Stopwatch.StartNew();
        while (!await AnswerAsync(condition, timeout, what))
        {
            if (waited >= timeout)
            {
                throw new TimeoutException(Message(timeout, what));
            }

            await timer.WaitForNextTickAsync();
            waited += round.Elapsed < LongestRound ? round.Elapsed : LongestRound;
            round.Restart();
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task TrueAsync(Func<bool> condition, TimeSpan timeout, string what) =>
        TrueAsync(() => Task.FromResult(condition()), timeout, what);

    private static async Task<bool> AnswerAsync(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        var answer = condition();
        try
        {
            return await answer.WaitAsync(timeout);
        }
        catch (TimeoutException late) when (!answer.IsCompleted)
        {
            throw new TimeoutException($"{Message(timeout, what)} The question itself found no end.", late);
        }
    }

    private static string Message(TimeSpan timeout, string what) => $"Waited {timeout.TotalSeconds:0.#} s in vain for {what}.";
}
