using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>
/// What customers are written about their forms because a member said so: please fill in, a reminder. Each is an automatic message of the
/// contact's conversation, so consent and quiet hours hold. What goes out by itself is written by rules, under the same names.
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

    /// <summary>Asks a contact to fill in a form, in their language, with a fresh link.</summary>
    /// <returns>Whether there is a way to write to them.</returns>
    internal async Task<bool> AskAsync(
        CareOpsDb db, Contact contact, FormSubmission submission, FormAsking asking, CancellationToken cancellationToken)
    {
        if (contact.ErasedAt is not null || await ChannelAsync(db, contact, cancellationToken) is not { } channel)
        {
            return false;
        }

        var workspace = await db.WorkspaceAsync(cancellationToken);
        var wording = Wording.Of(contact.Language ?? workspace.Language);
        var title = (await TitlesAsync(db, [submission], cancellationToken))[submission.TemplateId];
        var body = Body(workspace, wording, (contact.FirstName, title, address.Form(FormLinks.Mint(db, submission))), submission, asking, db.Now);
        await WriteAsync(
            db,
            contact,
            new AutomatedText(RuleOf(asking), channel, Subject(asking, title, workspace.Name, wording.Language), body, SendsWhilePaused: true),
            cancellationToken);
        return true;
    }

    /// <summary>What a reminder of this form would say, without sending it; the link is made when it is sent.</summary>
    internal static string Preview(Workspace workspace, Contact contact, string title, FormSubmission submission, Instant now) => Body(
        workspace, Wording.Of(contact.Language ?? workspace.Language), (contact.FirstName, title, "(their own link)"), submission, FormAsking.Again, now);

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

    private static string Subject(FormAsking asking, string title, string business, Language language) => (language, asking) switch
    {
        (Language.German, FormAsking.Again) => $"Erinnerung: {title}",
        (Language.German, _) => $"{business}: Bitte füllen Sie „{title}“ aus",
        (_, FormAsking.Again) => $"Reminder: {title}",
        _ => $"{business}: please fill in “{title}”",
    };

    private static string Body(
        Workspace workspace, Wording wording, (string FirstName, string Title, string Link) about, FormSubmission submission, FormAsking asking, Instant now)
    {
        var isGerman = wording.Language == Language.German;
        var by = (isGerman, submission.DueAt > now) switch
        {
            (true, true) => "bis",
            (true, false) => "war fällig am",
            (_, true) => "until",
            _ => "was due",
        };
        var until = submission.DueAt is { } due ? $" ({by} {wording.Moment(due, workspace.Zone)})" : string.Empty;
        var sentence = (isGerman, asking) switch
        {
            (true, FormAsking.Again) => "dieses Formular ist noch offen. Es dauert nur wenige Minuten:",
            (true, _) => "bitte füllen Sie dieses Formular aus. Es dauert nur wenige Minuten:",
            (_, FormAsking.Again) => "this form is still open. It takes a few minutes:",
            _ => "please fill in this form. It takes a few minutes:",
        };
        var later = isGerman
            ? "Sie können jederzeit aufhören und später weitermachen, auch auf einem anderen Gerät."
            : "You can stop at any time and go on later, on another device too.";
        return $"{(isGerman ? "Hallo" : "Hi")} {about.FirstName},\n\n{sentence}\n\n{about.Title}{until}\n{about.Link}\n\n{later}\n\n{workspace.Name}";
    }
}

/// <summary>Why a contact is asked to fill in forms.</summary>
internal enum FormAsking
{
    /// <summary>A member sends it, and means it also while automation is paused.</summary>
    ByHand,

    /// <summary>A member reminds them, and means that, too.</summary>
    Again,
}
