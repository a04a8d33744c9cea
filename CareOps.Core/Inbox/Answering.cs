using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Inbox;

/// <summary>What a member's answer is, typed now or scheduled before.</summary>
internal sealed record Answer(Guid Id, Channel Channel, MemberId By, string Body);

/// <summary>The one way in which a member's answer goes out: the message, the pause and the fact in one transaction.</summary>
internal static class Answering
{
    public static void Send(CareOpsDb db, Answer answer, Conversation conversation, Contact contact)
    {
        Message.Reply(db, answer.Id, conversation, contact, answer.Channel, answer.By, answer.Body);
        conversation.Pause(answer.By, db.Now);
        contact.Touch(db.Now);
        db.Raise(new StaffReplied(conversation.Id, answer.Id));
    }
}
