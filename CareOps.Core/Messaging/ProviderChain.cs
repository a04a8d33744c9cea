using System.Collections.Concurrent;
using System.Security.Cryptography;

using NodaTime;

using Polly;
using Polly.CircuitBreaker;

namespace CareOps.Core.Messaging;

/// <summary>
/// Sends through one connection, and leaves a provider that keeps failing alone for a while; then one message is let through, and
/// what comes of it decides.
/// </summary>
public sealed class ProviderChain(IEnumerable<IMessageProvider> providers, Secrets secrets, IClock clock)
{
    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, ResiliencePipeline<SendOutcome>> _breakers = new();

    private readonly ConcurrentDictionary<Guid, Instant> _askedToWait = new();

    private readonly TimeProvider _time = new ClockTime(clock);

    public async Task<SendOutcome> SendAsync(
        ProviderConnection connection, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (_askedToWait.TryGetValue(connection.Id, out var until) && until - clock.GetCurrentInstant() is var wait && wait > Duration.Zero)
        {
            return new SendOutcome(SendOutcomeKind.TryAgain, "This provider asked to slow down and gets nothing until the time it named.")
            {
                RetryAfter = wait,
                WasAsked = false,
            };
        }

        try
        {
            var outcome = await Breaker(connection.Id).ExecuteAsync(
                async token => await TryAsync(connection, message, token), cancellationToken);
            if (outcome.RetryAfter is { } asked)
            {
                _askedToWait[connection.Id] = clock.GetCurrentInstant() + asked;
            }

            return outcome;
        }
        catch (BrokenCircuitException)
        {
            return new SendOutcome(SendOutcomeKind.TryAgain, "This provider failed repeatedly and is being left alone for a moment.")
            {
                RetryAfter = Duration.FromTimeSpan(BreakTime),
                WasAsked = false,
            };
        }
    }

    /// <summary>Sends whether or not the provider is being left alone: a person wants to know.</summary>
    public async Task<SendOutcome> TryAsync(
        ProviderConnection connection, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var provider = providers.Single(candidate => candidate.Kind == connection.Kind);
        try
        {
            return await provider.SendAsync(secrets.Unlock(connection), message, cancellationToken);
        }
        catch (CryptographicException)
        {
            return new SendOutcome(
                SendOutcomeKind.TryAgain, "The stored password or key can't be read with this server's keys. Type it again in Settings.");
        }
    }

    private ResiliencePipeline<SendOutcome> Breaker(Guid connection) => _breakers.GetOrAdd(connection, _ =>
        new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = _time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { Kind: not (SendOutcomeKind.Accepted or SendOutcomeKind.Refused) }),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = BreakTime,
            })
            .Build());

    // Polly asks for the time of day only.
    private sealed class ClockTime(IClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
    }
}
