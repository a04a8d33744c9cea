using System.Text.RegularExpressions;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Mail of the same conversation that an answer follows: where it is ours, its id says what its Message-ID was.</summary>
internal sealed record EarlierMail(Guid Id, string? MailId);

/// <summary>Joins a member's mail to what was said by mail before, as mail programs tell one thread from another: by subject and headers.</summary>
internal static partial class MailThread
{
    // Enough for a program that has some of them; each is up to 300 characters long.
    private const int MostNamed = 10;

    /// <summary>What a reply is headed: "Re: " and what is answered; null where nothing that arrived had a subject.</summary>
    public static async Task<string?> SubjectAsync(CareOpsDb db, Guid conversationId, CancellationToken cancellationToken)
    {
        var earlier = await db.Messages()
            .Where(message => message.ConversationId == conversationId && message.Channel == Channel.Email && message.Subject != null)
            .Where(static message => message.Kind == MessageKind.Inbound
                || message.Status == MessageStatus.Sent || message.Status == MessageStatus.Delivered)
            .OrderByDescending(static message => message.Kind == MessageKind.Inbound)
            .ThenByDescending(static message => message.CreatedAt).ThenByDescending(static message => message.Id)
            .Select(static message => message.Subject)
            .FirstOrDefaultAsync(cancellationToken);
        return earlier is null
            ? null
            : Text.Shorten($"Re: {AnswerMarks().Replace(earlier, string.Empty)}", Message.MaxSubjectLength - 1);
    }

    /// <summary>The last mails before a reply, the one that it answers last. The same over retries: what came in later doesn't count.</summary>
    public static async Task<IReadOnlyList<EarlierMail>> BeforeAsync(CareOpsDb db, Message reply, CancellationToken cancellationToken)
    {
        var mails = await db.Messages()
            .Where(message => message.ConversationId == reply.ConversationId && message.CreatedAt <= reply.CreatedAt && message.Id != reply.Id)
            .Where(static message => message.MailId != null
                || (message.Channel == Channel.Email && (message.Kind == MessageKind.Reply || message.Kind == MessageKind.Automated)))
            .OrderByDescending(static message => message.CreatedAt).ThenByDescending(static message => message.Id)
            .Select(static message => new EarlierMail(message.Id, message.MailId))
            .Take(MostNamed)
            .ToListAsync(cancellationToken);
        mails.Reverse();
        if (mails.FindLast(static mail => mail.MailId is not null) is { } answered)
        {
            mails.Remove(answered);
            mails.Add(answered);
        }

        return mails;
    }

    // What mail programs of several languages put before the subject of an answer.
    [GeneratedRegex(@"^(?:(?:re|aw|antw|antwort|sv|vs|ref|rif)(?:\[\d+\])?\s*:\s*)+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnswerMarks();
}
