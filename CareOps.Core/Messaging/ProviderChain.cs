using System.Collections.Concurrent;
using System.Security.Cryptography;

using Polly;
using Polly.CircuitBreaker;

namespace CareOps.Core.Messaging;

/// <summary>Sends through one connection, and leaves a provider that keeps failing alone for a while.</summary>
public sealed class ProviderChain(IEnumerable<IEmailProvider> providers, Secrets secrets)
{
    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, ResiliencePipeline<SendOutcome>> _breakers = new();

    public async Task<SendOutcome> SendAsync(
        ProviderConnection connection, OutgoingEmail email, CancellationToken cancellationToken)
    {
        var provider = providers.Single(candidate => candidate.Kind == connection.Kind);
        try
        {
            var account = secrets.Unlock(connection);
            return await Breaker(connection.Id).ExecuteAsync(
                async token => await provider.SendAsync(account, email, token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return new SendOutcome(SendOutcomeKind.TryAgain, "This provider failed repeatedly and is being left alone for a moment.");
        }
        catch (CryptographicException)
        {
            return new SendOutcome(
                SendOutcomeKind.TryAgain, "The stored password can't be read with this server's keys. Type it again in Settings.");
        }
    }

    private ResiliencePipeline<SendOutcome> Breaker(Guid connection) => _breakers.GetOrAdd(connection, static _ =>
        new ResiliencePipelineBuilder<SendOutcome>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = static arguments =>
                    ValueTask.FromResult(arguments.Outcome.Result is { Kind: SendOutcomeKind.TryAgain or SendOutcomeKind.Ambiguous }),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = BreakTime,
            })
            .Build());
}
