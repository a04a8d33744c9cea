using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Forms;

/// <summary>
/// What customers are written about their forms: please fill in, a reminder, thank you. Each is an automatic message of the contact's
/// conversation, so pause, consent and quiet hours hold.
/// </summary>
public sealed class FormMessages(PublicAddress address)
{
    public const string RequestName = "Form request";
    public const string ReminderName = "Form reminder";
    public const string ConfirmationName = "Form confirmation";

    // Asked with every booking of a service with forms.
    private static readonly HotQuery<Guid, string> TitleOf = new((db, template, _) => db.Set<FormTemplate>()
        .Where(row => row.Id == template).Select(row => row.Name).Single());

    private static readonly HotList<Guid, ConsentChannel> LeftBy = new((db, contact) => db.Set<ContactConsent>()
        .Where(row => row.ContactId == contact && !row.IsSubscribed).Select(row => row.Channel));

    /// <summary>Asks a contact to fill in these forms, in one message with a fresh link for each.</summary>
    /// <returns>Whether there is a way to write to them.</returns>
    internal async Task<bool> AskAsync(
        CareOpsDb db, Contact contact, IReadOnlyList<FormSubmission> submissions, FormAsking asking, CancellationToken cancellationToken)
    {
        if (contact.ErasedAt is not null || await ChannelAsync(db, contact, cancellationToken) is not { } channel)
        {
            return false;
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        if (asking == FormAsking.ByBooking && !workspace.SendsByItself)
        {
            return false;
        }

        var titles = await TitlesAsync(db, submissions, cancellationToken);
        var forms = submissions.Select(submission =>
            $"{titles[submission.TemplateId]}{Due(submission, workspace)}\n{address.Form(FormLinks.Mint(db, submission))}");
        var subject = Subject(asking, submissions.Count == 1 ? titles[submissions[0].TemplateId] : "forms to fill in", workspace.Name);
        var body = $"Hi {contact.FirstName},\n\n{Sentence(asking, submissions.Count)}\n\n{string.Join("\n\n", forms)}\n\n"
            + $"You can stop at any time and go on later, on another device too.\n\n{workspace.Name}";
        await WriteAsync(db, contact, new AutomatedText(RuleOf(asking), channel, subject, body, asking != FormAsking.ByBooking), cancellationToken);
        return true;
    }

    /// <summary>What a reminder of these forms would say, without sending it; the link is made when it is sent.</summary>
    internal static string Preview(Workspace workspace, string firstName, string title, FormSubmission submission) =>
        $"Hi {firstName},\n\n{Sentence(FormAsking.Again, 1)}\n\n{title}{Due(submission, workspace)}\n(their own link)\n\n"
        + $"You can stop at any time and go on later, on another device too.\n\n{workspace.Name}";

    internal static async Task<Dictionary<Guid, string>> TitlesAsync(
        CareOpsDb db, IReadOnlyList<FormSubmission> submissions, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<Guid, string>();
        foreach (var template in submissions.Select(static submission => submission.TemplateId).Distinct())
        {
            titles.Add(template, await TitleOf.AskAsync(db, template, cancellationToken));
        }

        return titles;
    }

    private static async Task WriteAsync(CareOpsDb db, Contact contact, AutomatedText text, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        Message.Automated(db, conversation, contact, text with { Subject = Text.Shorten(text.Subject!, Message.MaxSubjectLength - 1) });
    }

    // Email, else SMS: of those there is an address for and that the contact has not left.
    private static async Task<Channel?> ChannelAsync(CareOpsDb db, Contact contact, CancellationToken cancellationToken)
    {
        var left = await LeftBy.AskAsync(db, contact.Id, cancellationToken);
        return contact switch
        {
            { Email: not null } when !left.Contains(ConsentChannel.Email) => Channel.Email,
            { Phone: not null } when !left.Contains(ConsentChannel.Sms) => Channel.Sms,
            _ => null,
        };
    }

    private static string RuleOf(FormAsking asking) => asking == FormAsking.Again ? ReminderName : RequestName;

    private static string Subject(FormAsking asking, string what, string business) =>
        asking == FormAsking.Again ? $"Reminder: {what}" : $"{business}: please fill in “{what}”";

    private static string Sentence(FormAsking asking, int count) => (asking, count) switch
    {
        (FormAsking.Again, 1) => "this form is still open. It takes a few minutes:",
        (FormAsking.Again, _) => "these forms are still open. They take a few minutes:",
        (FormAsking.ByHand, _) => "please fill in this form. It takes a few minutes:",
        (_, 1) => "before your appointment, please fill in this form. It takes a few minutes:",
        _ => "before your appointment, please fill in these forms. They take a few minutes:",
    };

    private static string Due(FormSubmission submission, Workspace workspace) =>
        submission.DueAt is { } due ? $" (until {Say.Moment(due, workspace.Zone)})" : string.Empty;
}

/// <summary>Why a contact is asked to fill in forms.</summary>
internal enum FormAsking
{
    /// <summary>They booked.</summary>
    ByBooking,

    /// <summary>A member sends it, and means it also while automation is paused.</summary>
    ByHand,

    /// <summary>A member reminds them, and means that, too.</summary>
    Again,
}
