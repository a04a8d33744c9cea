using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Bench.WriteQueue;

/// <summary>What one transaction of either side writes: someone asks, with rows in five of the product's own tables.</summary>
internal static class WriteLoad
{
    public static WorkspaceId Workspace { get; } = new(Guid.CreateVersion7());

    public static void Add(CareOpsDb db)
    {
        var email = EmailAddress.Parse($"visitor-{Guid.NewGuid():N}@bench.example");
        var contact = Contact.Create(db, new ContactDetails("A visitor", email, null), ContactSource.ContactForm);
        var conversation = Conversation.Start(db, contact.Id);
        db.AddRange(contact, conversation);
        var message = Message.Inbound(db, conversation, Channel.Email, "Is parking available nearby?");
        db.Add(TimelineEntry.Of(db, contact.Id, "message.received", message.Id, "Wrote by the contact form"));
        db.Raise(new MessageReceived(conversation.Id, message.Id));
    }
}
