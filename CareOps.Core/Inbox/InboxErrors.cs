using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

public static class InboxErrors
{
    public static readonly Error NotFound = Error.NotFound("conversation");

    public static readonly Error NotWaiting =
        new("message.not_waiting", "This message is not waiting any more: it was sent or is on its way.", ErrorKind.Conflict);

    public static readonly Error NotScheduled =
        new("reply.not_scheduled", "This reply is not scheduled any more: it was sent or taken back.", ErrorKind.NotFound);

    public static readonly Error NoFilesBySms =
        new("attachment.sms", "A text message carries no files. Send it by email, or take the files out.", ErrorKind.Conflict);

    public static readonly Error FileGone =
        new("attachment.gone", "One of the files was taken out meanwhile. Look again, then send.", ErrorKind.Conflict);

    /// <summary>The code by which a composer offers to send even so.</summary>
    public const string AnsweredMeanwhileCode = "reply.answered_meanwhile";

    public static Error AnsweredMeanwhile(string name) => new(
        AnsweredMeanwhileCode, $"{name} answered while you were writing. Read it first: yours is still here.", ErrorKind.Conflict);

    /// <summary>Words, files, or both.</summary>
    internal static void CheckReply(FieldChecks errors, string? body, IReadOnlyList<Guid> files)
    {
        if (files.Count == 0)
        {
            errors.Required(Text.Lines(body), nameof(ReplyToConversation.Body), "your reply", Message.MaxBodyLength);
        }
        else
        {
            errors.Optional(Text.Lines(body), nameof(ReplyToConversation.Body), Message.MaxBodyLength);
        }
    }

    public static Error NoAddress(Channel channel) => new(
        "contact.no_address",
        channel == Channel.Sms
            ? "This contact has no phone number. Answer by email, or add a number first."
            : "This contact has no email address. Answer by SMS, or add an address first.");
}
