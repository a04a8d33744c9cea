using System.Security.Cryptography;

using CareOps.Core.Data;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// Decides what becomes of a delivery: tried again, settled, or given to a member with the reason. Runs in the transaction of whoever holds
/// the delivery.
/// </summary>
internal static class DeliverySettling
{
    // Over some eight hours: a provider's bad morning costs no message, and the day's appointments can still be saved by hand.
    private const int MostAttempts = 16;
    private const int LongestWaitMinutes = 60;

    private const string NeverAnswered =
        "CareOps stopped while this was being sent, so nobody knows whether it arrived. Ask the customer, or send it again.";

    private const string NeverPrepared =
        "CareOps failed each time it tried to send this, and the server's log says why. Nothing was sent.";

    // Of one that nobody could be asked to send: its providers were left alone all the time.
    private static readonly Duration LongestTry = Duration.FromDays(1);

    /// <summary>Something is in the way of one that was about to leave.</summary>
    public static void Stop(CareOpsDb db, Delivery delivery, Message message, Obstacle obstacle)
    {
        switch (obstacle)
        {
            case not Obstacle.Quiet when delivery.BoundTo is not null:
                delivery.Finish();
                Become(db, delivery, message, MessageStatus.Unknown, obstacle.Doubt);
                break;
            case Obstacle.Paused:
                delivery.Hold();
                Become(db, delivery, message, MessageStatus.Held, obstacle.Sentence);
                break;
            case Obstacle.Quiet quiet:
                delivery.PutOff(quiet.Until);
                message.Become(MessageStatus.Queued, quiet.Sentence, db.Now);
                break;
            case Obstacle.Unsubscribed:
                delivery.Finish();
                Become(db, delivery, message, MessageStatus.Dropped, obstacle.Sentence);
                break;
            case Obstacle.Suppressed or Obstacle.TooLate:
                delivery.Finish();
                Become(db, delivery, message, MessageStatus.Failed, obstacle.Sentence);
                break;
            default:
                throw new InvalidOperationException($"Nobody knows what to do about {obstacle}.");
        }
    }

    /// <summary>A provider answered.</summary>
    public static Task RecordAsync(CareOpsDb db, Delivery delivery, Message message, SendOutcome outcome)
    {
        Record(db, delivery, message, outcome);
        return outcome.Suppresses is { } reason
            ? SuppressedContacts.AddAsync(db, delivery, reason, CancellationToken.None)
            : Task.CompletedTask;
    }

    /// <summary>What a worker took on and never settled.</summary>
    public static void TakeOver(CareOpsDb db, Delivery delivery, Message message)
    {
        if (delivery.HandedTo is null && delivery.BoundTo is null && delivery.Attempts + 1 >= MostAttempts)
        {
            delivery.Finish();
            Become(db, delivery, message, MessageStatus.Failed, NeverPrepared);
        }
        else if (delivery.HandedTo is null || delivery.CanRepeat(db.Now))
        {
            delivery.TryAgain(db.Now);
            db.WakeWorkers();
        }
        else
        {
            delivery.Finish();
            Become(db, delivery, message, MessageStatus.Unknown, NeverAnswered);
        }
    }

    /// <summary>What a provider says of one that may have been sent before: what this attempt didn't send, an earlier one may have.</summary>
    public static SendOutcome Doubtful(SendOutcome outcome) => outcome.Kind switch
    {
        SendOutcomeKind.TryAgain => outcome with { Kind = SendOutcomeKind.RepeatHere },
        SendOutcomeKind.Refused => outcome with { Kind = SendOutcomeKind.Ambiguous },
        _ => outcome,
    };

    public static void Become(CareOpsDb db, Delivery delivery, Message message, MessageStatus status, string? reason)
    {
        message.Become(status, reason, db.Now);
        db.Raise(delivery.NoticeOf is { } of
            ? new NoticeSettled(delivery.Id, of, status, reason)
            : new MessageSettled(message.Id, status));
    }

    private static void Record(CareOpsDb db, Delivery delivery, Message message, SendOutcome outcome)
    {
        if (outcome.Kind is not (SendOutcomeKind.Accepted or SendOutcomeKind.RepeatHere))
        {
            // Nothing was sent, or nobody would know a repetition: the next attempt, or a member's word, may go by any connection.
            delivery.Unbind();
        }

        var next = db.Now + WaitOf(delivery, outcome);
        var isUseless = delivery.IsUselessAt(next, message);
        if (outcome.Kind is (SendOutcomeKind.TryAgain or SendOutcomeKind.RepeatHere) && !isUseless && MayTryAgain(db, delivery, outcome))
        {
            if (outcome.WasAsked)
            {
                delivery.TryAgain(next);
            }
            else
            {
                delivery.PutOff(next);
            }

            message.Become(MessageStatus.Queued, outcome.Reason, db.Now);
            return;
        }

        delivery.Finish(outcome.ProviderMessageId);
        switch (outcome.Kind)
        {
            case SendOutcomeKind.Accepted:
                Become(db, delivery, message, MessageStatus.Sent, null);
                break;
            case SendOutcomeKind.Ambiguous or SendOutcomeKind.RepeatHere:
                Become(db, delivery, message, MessageStatus.Unknown, outcome.Reason);
                break;
            case SendOutcomeKind.TryAgain when isUseless:
                // A person may still phone before the appointment that it is about.
                Become(db, delivery, message, MessageStatus.Failed, $"{outcome.Reason} The next attempt would come too late to be of use.");
                break;
            default:
                Become(db, delivery, message, MessageStatus.Failed, outcome.Reason);
                break;
        }
    }

    private static bool MayTryAgain(CareOpsDb db, Delivery delivery, SendOutcome outcome) =>
        outcome.WasAsked ? delivery.Attempts + 1 < MostAttempts : db.Now - delivery.TriedSince < LongestTry;

    private static Duration WaitOf(Delivery delivery, SendOutcome outcome) =>
        Duration.Max(Backoff(delivery.Attempts), outcome.RetryAfter ?? Duration.Zero);

    // 10 s, 20 s, 40 s … at most an hour; half of it at random, so that a recovered provider isn't met by all at once.
    private static Duration Backoff(int attempts)
    {
        var longest = Math.Min(10 * (1 << Math.Min(attempts, MostAttempts)), LongestWaitMinutes * 60);
        return Duration.FromMilliseconds((longest * 500) + RandomNumberGenerator.GetInt32(longest * 500));
    }
}
