using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>One way to send messages of one channel. Says what happened; whether to try again is the delivery worker's decision.</summary>
public interface IMessageProvider
{
    ProviderKind Kind { get; }

    /// <summary>
    /// Never throws for what a provider may do wrong. Cancelled under way (the server stops) it throws, and the delivery's row
    /// says that it was handed over: the next start finds it and asks a person.
    /// </summary>
    Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>A connection with its secret in the clear, for the length of one sending.</summary>
public sealed record ProviderAccount(ProviderConnection Connection, string? Secret);

/// <param name="MessageId">Ours, stable over retries: the local part of the Message-ID header.</param>
/// <param name="Key">Stable over retries, another one when a member sends it again: what a provider knows a repetition by.</param>
/// <param name="To">One email address, or a phone number in E.164.</param>
/// <param name="Subject">A single line; of email only.</param>
/// <param name="Text">Plain text.</param>
public sealed record OutgoingMessage(Guid MessageId, string Key, string To, string Subject, string Text)
{
    /// <summary>Where an answer is known by its address; null: answers go to the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The mails of the same conversation that this one follows, the one that it answers last.</summary>
    internal IReadOnlyList<EarlierMail> Earlier { get; init; } = [];

    /// <summary>Where a mail program unsubscribes with one request (RFC 8058); null where it can't.</summary>
    public string? OneClickUrl { get; init; }

    /// <summary>A calendar file that goes with the mail, as "booking.ics".</summary>
    public string? Calendar { get; init; }

    /// <summary>Files that go with a mail, in this order.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];

    /// <summary>How many bytes its files have.</summary>
    public long FileSize => Files.Sum(static file => file.Size);

    /// <summary>How a mail looks; null for plain words.</summary>
    public MailLook? Look { get; init; }

    /// <summary>Written by a rule, so that mail programs may offer to stop it.</summary>
    public bool IsAutomated { get; init; }
}

/// <param name="Kind">What is known of the sending.</param>
/// <param name="Reason">A sentence for members where it was not accepted.</param>
/// <param name="ProviderMessageId">The provider's id of it, where it gave one.</param>
public sealed record SendOutcome(SendOutcomeKind Kind, string? Reason = null, string? ProviderMessageId = null)
{
    /// <summary>How long the provider asks to be left alone; null where it doesn't say.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>Why the address gets nothing more, where the provider says so; null where it may.</summary>
    public SuppressionReason? Suppresses { get; init; }

    /// <summary>False while a provider is left alone because it asked for that: what was never tried uses up no attempt.</summary>
    public bool WasAsked { get; init; } = true;
}

public enum SendOutcomeKind
{
    Accepted,

    /// <summary>Nothing was sent; another attempt, or another provider, can't send it twice.</summary>
    TryAgain,

    /// <summary>The provider will never accept this message to this address.</summary>
    Refused,

    /// <summary>It may have been sent: never repeated without a person's word.</summary>
    Ambiguous,

    /// <summary>It may have been sent, but this provider knows a repetition by its key and sends it once.</summary>
    RepeatHere,
}
