using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>Someone asks by the public contact form. <paramref name="SubmissionKey"/> makes the identical post count once.</summary>
[Requires(Right.Anyone)]
public sealed record SendInquiry(string? Name, string? Email, string? Phone, string? Message, Guid SubmissionKey)
{
    /// <summary>The version of the contact form that the page showed; null for the newest.</summary>
    public int? FormVersion { get; init; }

    /// <summary>Where the visitor's browser says that it is; anything else than a name of the tz database is not looked at.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What was answered to the business's own questions, by question.</summary>
    public IReadOnlyDictionary<Guid, string?> Answers { get; init; } = new Dictionary<Guid, string?>();
}

public sealed class SendInquiryHandler(IWriteDoor door, IEnumerable<IInquiryParticipant> participants) : Handler<SendInquiry, Done>(door)
{
    public const int MaxMessageLength = 4000;

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendInquiry command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().AsNoTracking().SingleAsync(cancellationToken);
        if (!workspace.IsOpen && caller is not Caller.Member)
        {
            return new Error("business.closed", "This business doesn't take messages here right now.", ErrorKind.NotFound);
        }

        var errors = Check(command, workspace.Country).ToList();
        foreach (var participant in participants)
        {
            errors.AddRange(await participant.CheckAsync(db, command, workspace, cancellationToken));
        }

        if (Error.Join(errors) is { } error)
        {
            return error;
        }

        var content = ContentOf(command);
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

    // All of it at once, so that nobody mends one field only to hear of the next.
    private static IReadOnlyList<Error> Check(SendInquiry command, string country)
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
        errors.Phone(command.Phone, nameof(command.Phone), country);
        return errors.All;
    }

    private static string ContentOf(SendInquiry command) => Submission.ContentOf(
    [
        "inquiry", command.Name, command.Email, command.Phone, command.Message,
        .. command.Answers.Where(static answer => answer.Value is not null).OrderBy(static answer => answer.Key)
            .SelectMany(static answer => new[] { answer.Key.ToString(), answer.Value }),
    ]);

    private async Task<Message> ReceiveAsync(
        CareOpsDb db, SendInquiry command, Workspace workspace, CancellationToken cancellationToken)
    {
        var details = new ContactDetails(
            Text.Line(command.Name)!,
            EmailAddress.Parse(command.Email),
            PhoneNumber.Parse(command.Phone, workspace.Country))
        {
            TimeZone = Locales.TimeZone(command.TimeZone),
        };
        var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.ContactForm, cancellationToken);
        contact.Touch(db.Now);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        if (contact.Differences(details) is { } left)
        {
            // What a visitor types never overwrites what the business knows, and is not lost either.
            Message.Activity(db, conversation, $"Gave other details this time: {left}");
        }

        var lines = new List<string>();
        foreach (var participant in participants)
        {
            lines.AddRange(await participant.ReceivedAsync(db, command, contact.Id, cancellationToken));
        }

        var channel = details.Email is null ? Channel.Sms : Channel.Email;
        var message = Message.Inbound(db, conversation, channel, BodyOf(Text.Lines(command.Message)!, lines));
        db.Append(TimelineEntry.Of(db, contact.Id, "message.received", message.Id, "Wrote by the contact form"));
        db.Raise(new MessageReceived(conversation.Id, message.Id));
        return message;
    }

    private static string BodyOf(string message, List<string> lines) => lines.Count == 0
        ? message
        : Text.Shorten($"{message}\n\n{string.Join('\n', lines)}", Message.MaxBodyLength - 1);
}
