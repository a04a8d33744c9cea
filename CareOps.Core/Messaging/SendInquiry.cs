using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Someone asks by the public contact form. <paramref name="SubmissionKey"/> makes the identical post count once.</summary>
[Requires(Right.Anyone)]
public sealed record SendInquiry(string? Name, string? Email, string? Phone, string? Message, Guid SubmissionKey);

public sealed class SendInquiryHandler(IWriteDoor door) : Handler<SendInquiry, Done>(door)
{
    public const int MaxMessageLength = 4000;

    protected override IEnumerable<Error> Check(SendInquiry command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "your name", Contact.MaxNameLength);
        errors.Email(command.Email, nameof(command.Email), required: false);
        errors.Required(Text.Lines(command.Message), nameof(command.Message), "your message", MaxMessageLength);
        errors.If(
            Text.HasControlCharacters(command.Message),
            "characters",
            "This holds characters that can't be shown. Type it again.",
            nameof(command.Message));
        errors.If(
            Text.Line(command.Email) is null && Text.Line(command.Phone) is null,
            "contact.unreachable",
            "Enter an email address or a phone number, so that we can answer.",
            nameof(command.Email));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendInquiry command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (!workspace.IsOpen && caller is not Caller.Member)
        {
            return new Error("business.closed", "This business doesn't take messages here right now.", ErrorKind.NotFound);
        }

        var errors = new FieldChecks();
        errors.Phone(command.Phone, nameof(command.Phone), workspace.Country);
        if (Error.Join(errors.All) is { } error)
        {
            return error;
        }

        var content = Submission.ContentOf("inquiry", command.Name, command.Email, command.Phone, command.Message);
        var earlier = await Submission.FindAsync(db, command.SubmissionKey, content, cancellationToken);
        if (!earlier.Succeeded)
        {
            return earlier.Error;
        }

        if (earlier.Value is null)
        {
            var message = await ReceiveAsync(db, command, workspace, cancellationToken);
            db.Append(Submission.Of(db, command.SubmissionKey, content, message.Id));
        }

        return Done.It;
    }

    private static async Task<Message> ReceiveAsync(
        CareOpsDb db, SendInquiry command, Workspace workspace, CancellationToken cancellationToken)
    {
        var details = new ContactDetails(
            Text.Line(command.Name)!,
            EmailAddress.Parse(command.Email),
            PhoneNumber.Parse(command.Phone, workspace.Country));
        var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.ContactForm, cancellationToken);
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        if (contact.Differences(details) is { } left)
        {
            // What a visitor types never overwrites what the business knows, and is not lost either.
            Message.Activity(db, conversation, $"Gave other details this time: {left}");
        }

        var channel = details.Email is null ? Channel.Sms : Channel.Email;
        var message = Message.Inbound(db, conversation, channel, Text.Lines(command.Message)!);
        db.Append(TimelineEntry.Of(db, contact.Id, "message.received", message.Id, "Wrote by the contact form"));
        db.Raise(new MessageReceived(conversation.Id, message.Id));
        return message;
    }
}
