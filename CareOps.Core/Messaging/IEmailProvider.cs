namespace CareOps.Core.Messaging;

/// <summary>One way to send email. Says what happened; whether to try again is the delivery worker's decision.</summary>
public interface IEmailProvider
{
    ProviderKind Kind { get; }

    /// <summary>
    /// Never throws for what a provider may do wrong. Cancelled under way (the server stops) it throws, and the delivery's row
    /// says that it was handed over: the next start finds it and asks a person.
    /// </summary>
    Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingEmail email, CancellationToken cancellationToken);
}

/// <summary>A connection with its secret in the clear, for the length of one sending.</summary>
public sealed record ProviderAccount(ProviderConnection Connection, string? Secret);

/// <param name="MessageId">Ours, stable over retries: the local part of the Message-ID header.</param>
/// <param name="To">One address.</param>
/// <param name="Subject">A single line.</param>
/// <param name="Text">Plain text.</param>
public sealed record OutgoingEmail(Guid MessageId, string To, string Subject, string Text);

/// <param name="Kind">What is known of the sending.</param>
/// <param name="Reason">A sentence for members where it was not accepted.</param>
/// <param name="ProviderMessageId">The provider's id of it, where it gave one.</param>
public sealed record SendOutcome(SendOutcomeKind Kind, string? Reason = null, string? ProviderMessageId = null);

public enum SendOutcomeKind
{
    Accepted,

    /// <summary>Nothing was sent; another attempt, or another provider, can't send it twice.</summary>
    TryAgain,

    /// <summary>The provider will never accept this message to this address.</summary>
    Refused,

    /// <summary>It may have been sent: never repeated without a person's word.</summary>
    Ambiguous,
}
