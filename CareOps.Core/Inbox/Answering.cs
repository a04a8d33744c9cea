using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>What a member's answer is, typed now or scheduled before.</summary>
/// <param name="Id">The message's id to be.</param>
/// <param name="Channel">How it goes.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Body">What it says; empty where files say it all.</param>
/// <param name="Files">What goes with it.</param>
internal sealed record Answer(Guid Id, Channel Channel, MemberId By, string Body, IReadOnlyList<Attachment> Files)
{
    // Mail without a word is taken for spam, and the list shows what was said last.
    public string Words => Body.Length > 0
        ? Body
        : Text.Shorten($"Attached: {string.Join(", ", Files.Select(static file => file.Name))}", Message.MaxBodyLength);
}

/// <summary>The one way in which a member's answer goes out: the message, the pause and the fact in one transaction.</summary>
internal static class Answering
{
    public static async Task SendAsync(CareOpsDb db, Answer answer, Conversation conversation, Contact contact, CancellationToken cancellationToken)
    {
        var subject = answer.Channel == Channel.Email ? await MailThread.SubjectAsync(db, conversation.Id, cancellationToken) : null;
        var message = Message.Reply(db, answer.Id, conversation, contact, answer.Channel, answer.By, new ReplyText(subject, answer.Words));
        foreach (var file in answer.Files)
        {
            file.GoWith(message);
        }

        conversation.Pause(answer.By, db.Now);
        contact.Touch(db.Now);
        db.Raise(new StaffReplied(conversation.Id, answer.Id));
    }
}
