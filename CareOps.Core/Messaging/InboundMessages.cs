using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>A received text message as a provider hands it over.</summary>
/// <param name="ProviderId">The provider's own id: the same text again is known by it.</param>
/// <param name="From">The sender's number.</param>
/// <param name="Text">What it says.</param>
/// <param name="Files">Pictures and files that came with it.</param>
/// <param name="IsAnswered">The provider has already answered STOP, START or HELP itself.</param>
public sealed record InboundSms(string ProviderId, string From, string Text, IReadOnlyList<InboundFile> Files, bool IsAnswered);

/// <summary>
/// Puts what customers write into their conversation. Who it is: by the address that answers one message, then by the message that
/// it answers, then by the sender; an unknown one becomes a contact. The same message again changes nothing.
/// </summary>
public sealed class InboundMessages(IWriteDoor door, FileStore files, AddressHashes hashes)
{
    private static readonly string[] Stops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];

    private static readonly string[] Starts = ["START", "UNSTOP", "YES"];

    private static readonly string[] Helps = ["HELP", "INFO"];

    /// <returns>What to answer at once, by the same channel; null for nothing.</returns>
    public async Task<string?> ReceiveAsync(ProviderConnection connection, InboundSms sms, CancellationToken cancellationToken)
    {
        var media = (await IncomingFiles.KeepAsync(files, connection.Id, sms.Files, cancellationToken)).Required();
        return await door.RunAsync(CallerOf(connection), (db, token) => ReceiveAsync(db, connection.Id, sms, media, token), cancellationToken);
    }

    /// <returns>The error where the server can't keep its files now: the provider is to hand it over again.</returns>
    public async Task<Result<Done>> ReceiveAsync(ProviderConnection connection, InboundMail mail, CancellationToken cancellationToken)
    {
        var kept = await IncomingFiles.KeepAsync(files, connection.Id, mail.Files, cancellationToken);
        if (!kept.Succeeded)
        {
            return kept.Error;
        }

        if (!await door.RunAsync(CallerOf(connection), (db, token) => ReceiveAsync(db, connection.Id, mail, kept.Value, token), cancellationToken))
        {
            kept.Value.LetGo(files);
        }

        return Done.It;
    }

    private static Caller.SystemWork CallerOf(ProviderConnection connection) => new(connection.WorkspaceId, "inbound");

    private async Task<string?> ReceiveAsync(
        CareOpsDb db, Guid connectionId, InboundSms sms, IncomingFiles media, CancellationToken cancellationToken)
    {
        // A short number or a word is no one who could be answered.
        if (PhoneNumber.Parse(sms.From, string.Empty) is not { } number
            || !await ProviderReceipt.IsFirstAsync(db, connectionId, sms.ProviderId, cancellationToken))
        {
            return null;
        }

        var details = new ContactDetails(number.Value, null, number);
        var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Inbound, cancellationToken);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        var body = Text.Shorten(Text.Lines(sms.Text) ?? "(No text)", Message.MaxBodyLength);
        var word = (Text.Line(sms.Text) ?? string.Empty).TrimEnd('.', '!').ToUpperInvariant();
        if (Stops.Contains(word))
        {
            await Suppression.AddAsync(db, Channel.Sms, number.Value, SuppressionReason.Stopped, cancellationToken);
            await NoteConsentAsync(db, contact.Id, ConsentChannel.Sms, wants: false, cancellationToken);
            Message.Activity(db, conversation, "Asked for no more text messages (STOP): none are sent any more");
            return await AnswerAsync(db, sms, "You won't get any more messages from us. Reply START to get them again.", cancellationToken);
        }

        if (Starts.Contains(word) && await StartAgainAsync(db, contact, number, cancellationToken))
        {
            Message.Activity(db, conversation, "Asked for text messages again (START)");
            return await AnswerAsync(db, sms, "You will get our messages again. Reply STOP to end them.", cancellationToken);
        }

        media.AddTo(db, Add(db, conversation, Channel.Sms, new ReceivedText(null, body, null, null), "Wrote a text message"));
        return Helps.Contains(word)
            ? await AnswerAsync(db, sms, "Write to us here and we will answer. Reply STOP to get no more messages.", cancellationToken)
            : null;
    }

    /// <summary>Lets texts go to a number again: not against a member's own list.</summary>
    /// <returns>Whether there were none before; else it is a word like any other.</returns>
    private async Task<bool> StartAgainAsync(CareOpsDb db, Contact contact, PhoneNumber number, CancellationToken cancellationToken)
    {
        var isNew = false;
        while (await hashes.SuppressionAsync(db, Channel.Sms, number.Value, cancellationToken) is { } suppression)
        {
            if (suppression.Reason == SuppressionReason.AddedByHand)
            {
                return false;
            }

            // Of somebody who was erased and came back there are two.
            db.Remove(suppression);
            await db.SaveChangesAsync(cancellationToken);
            isNew = true;
        }

        return await NoteConsentAsync(db, contact.Id, ConsentChannel.Sms, wants: true, cancellationToken) || isNew;
    }

    /// <returns>The message, where it came for the first time and is one.</returns>
    private static async Task<Message?> ReceiveAsync(
        CareOpsDb db, Guid connectionId, InboundMail mail, (EmailAddress Address, string Name) sender, CancellationToken cancellationToken)
    {
        if (!await ProviderReceipt.IsFirstAsync(db, connectionId, mail.ProviderId, cancellationToken))
        {
            return null;
        }

        var details = new ContactDetails(Text.Shorten(sender.Name, Contact.MaxNameLength), sender.Address, null);
        var conversation = await AnsweredAsync(db, mail, cancellationToken);
        if (conversation is null)
        {
            var contact = await ContactMatching.FindOrCreateAsync(db, details, ContactSource.Inbound, cancellationToken);
            conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        }
        else
        {
            await NoteOtherSenderAsync(db, conversation, sender.Address, cancellationToken);
        }

        var (body, quoted) = MailText.Read(mail.Text, mail.Html);
        var subject = Text.Line(mail.Subject) is { } line ? Text.Shorten(line, Message.MaxSubjectLength) : null;
        var mailId = Text.Line(mail.MailId) is { Length: <= Message.MaxMailIdLength } id ? id : null;
        if (mail.IsAutomatic)
        {
            Message.Activity(db, conversation, Text.Shorten($"An automatic answer came in: {body.ReplaceLineEndings(" ")}", Message.MaxBodyLength));
            return null;
        }

        if (IsUnsubscribing(subject, body))
        {
            // As the link in the mail does: what a member writes to them still arrives.
            await NoteConsentAsync(db, conversation.ContactId, ConsentChannel.Email, wants: false, cancellationToken);
            Message.Activity(db, conversation, "Asked for no more automatic mail (unsubscribe): none is sent any more");
            return null;
        }

        return Add(db, conversation, Channel.Email, new ReceivedText(subject, body, quoted, mailId), "Wrote an email");
    }

    /// <returns>Whether its files are referred to from now on.</returns>
    private static async Task<bool> ReceiveAsync(
        CareOpsDb db, Guid connectionId, InboundMail mail, IncomingFiles files, CancellationToken cancellationToken)
    {
        if (MailText.SenderOf(mail.From) is not { } sender
            || await ReceiveAsync(db, connectionId, mail, sender, cancellationToken) is not { } message)
        {
            return false;
        }

        files.AddTo(db, message);
        return true;
    }

    private static async Task<Conversation?> AnsweredAsync(CareOpsDb db, InboundMail mail, CancellationToken cancellationToken)
    {
        foreach (var token in mail.To.Select(ReplyAddress.TokenOf).OfType<string>())
        {
            var message = await db.Deliveries()
                .Where(delivery => delivery.ReplyToken == token).Select(delivery => delivery.MessageId).SingleOrDefaultAsync(cancellationToken);
            if (message is { } answered && await OfMessageAsync(db, answered, cancellationToken) is { } conversation)
            {
                return conversation;
            }
        }

        foreach (var answered in mail.Earlier.Select(MailText.OurMessage).OfType<Guid>().Take(10))
        {
            if (await OfMessageAsync(db, answered, cancellationToken) is { } conversation)
            {
                return conversation;
            }
        }

        return null;
    }

    private static async Task<Conversation?> OfMessageAsync(CareOpsDb db, Guid messageId, CancellationToken cancellationToken)
    {
        // Not one of an erased contact: who writes again is somebody new.
        var conversation = await db.Messages().Where(message => message.Id == messageId)
            .Join(db.Conversations(), message => message.ConversationId, row => row.Id, (message, row) => row)
            .Where(row => db.Contacts().Any(contact => contact.Id == row.ContactId && contact.ErasedAt == null))
            .Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellationToken);
        return conversation is { } id ? await Conversation.LockAsync(db, id, cancellationToken) : null;
    }

    // An answer is put where it belongs whoever sent it; that it came from elsewhere is for members to judge.
    private static async Task NoteOtherSenderAsync(
        CareOpsDb db, Conversation conversation, EmailAddress sender, CancellationToken cancellationToken)
    {
        var contact = await db.ContactAsync(conversation.ContactId, cancellationToken);
        if (contact.NormalisedEmail != sender.Normalised)
        {
            Message.Activity(db, conversation, $"Answered from another address: {sender.Value}");
        }
    }

    private static Message Add(CareOpsDb db, Conversation conversation, Channel channel, ReceivedText text, string line)
    {
        var message = Message.Inbound(db, conversation, channel, text);
        db.Append(TimelineEntry.Of(db, conversation.ContactId, "message.received", message.Id, line));
        db.Raise(new MessageReceived(conversation.Id, message.Id));
        return message;
    }

    private static Task<bool> NoteConsentAsync(CareOpsDb db, Guid contact, ConsentChannel channel, bool wants, CancellationToken cancellationToken) =>
        Consents.SetAsync(db, new SaidConsent(contact, channel, wants, ConsentSource.Answer), by: null, cancellationToken);

    private static bool IsUnsubscribing(string? subject, string body) =>
        string.Equals(subject, "unsubscribe", StringComparison.OrdinalIgnoreCase)
        && (body.Length < 100 || body == "(No text)");

    private static async Task<string?> AnswerAsync(CareOpsDb db, InboundSms sms, string answer, CancellationToken cancellationToken) =>
        sms.IsAnswered ? null : $"{(await db.WorkspaceAsync(cancellationToken)).Name}: {answer}";
}
