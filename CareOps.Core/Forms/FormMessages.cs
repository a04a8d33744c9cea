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

    /// <summary>Asks a contact to fill in forms, in their language, with a fresh link to each, in one message.</summary>
    internal async Task AskAsync(
        CareOpsDb db, Contact contact, Channel channel, IReadOnlyList<FormSubmission> forms, FormAsking asking, CancellationToken cancellationToken)
    {
        var workspace = await db.WorkspaceAsync(cancellationToken);
        var wording = Wording.Of(contact.Language ?? workspace.Language);
        var asked = await AskedAsync(db, forms, form => address.Form(FormLinks.Mint(db, form)), cancellationToken);
        var conversation = await Conversation.OfAsync(db, contact, cancellationToken);
        Message.Automated(db, conversation, contact, new AutomatedText(
            RuleOf(asking),
            channel,
            Text.Shorten(Subject(asking, [.. asked.Select(static each => each.Title)], workspace.Name, wording.Language), Message.MaxSubjectLength - 1),
            Body(workspace, wording, contact.FirstName, asked, asking, db.Now),
            SendsWhilePaused: true));
    }

    /// <summary>What a reminder of these forms would say, without sending it; the links are made when it is sent.</summary>
    internal static async Task<string> PreviewAsync(
        CareOpsDb db, Workspace workspace, Contact contact, IReadOnlyList<FormSubmission> forms, CancellationToken cancellationToken) => Body(
            workspace,
            Wording.Of(contact.Language ?? workspace.Language),
            contact.FirstName,
            await AskedAsync(db, forms, static _ => "(their own link)", cancellationToken),
            FormAsking.Again,
            db.Now);

    /// <summary>Email, else SMS: of those there is an address for and that the contact has not left. Null where there is no way to write to them.</summary>
    internal static async Task<Channel?> ChannelAsync(CareOpsDb db, Contact contact, CancellationToken cancellationToken)
    {
        var left = await LeftBy.AskAsync(db, contact.Id, cancellationToken);
        return contact switch
        {
            { ErasedAt: not null } => null,
            { Email: not null } when !left.Contains(ConsentChannel.Email) => Channel.Email,
            { Phone: not null } when !left.Contains(ConsentChannel.Sms) => Channel.Sms,
            _ => null,
        };
    }

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

    private static async Task<IReadOnlyList<AskedForm>> AskedAsync(
        CareOpsDb db, IReadOnlyList<FormSubmission> forms, Func<FormSubmission, string> linkTo, CancellationToken cancellationToken)
    {
        var titles = await TitlesAsync(db, forms, cancellationToken);
        return [.. forms.Select(form => new AskedForm(titles[form.TemplateId], linkTo(form), form.DueAt))];
    }

    private static string RuleOf(FormAsking asking) => asking == FormAsking.Again ? ReminderName : RequestName;

    private static string Subject(FormAsking asking, IReadOnlyList<string> titles, string business, Language language) => (language, asking, titles) switch
    {
        (Language.German, FormAsking.Again, [var title]) => $"Erinnerung: {title}",
        (Language.German, FormAsking.Again, _) => $"Erinnerung: {titles.Count} Formulare sind noch offen",
        (Language.German, _, _) => $"{business}: Bitte füllen Sie „{titles[0]}“ aus",
        (_, FormAsking.Again, [var title]) => $"Reminder: {title}",
        (_, FormAsking.Again, _) => $"Reminder: {titles.Count} forms are still open",
        _ => $"{business}: please fill in “{titles[0]}”",
    };

    private static string Body(
        Workspace workspace, Wording wording, string firstName, IReadOnlyList<AskedForm> forms, FormAsking asking, Instant now)
    {
        var isGerman = wording.Language == Language.German;
        var sentence = (isGerman, asking, forms.Count) switch
        {
            (true, FormAsking.Again, 1) => "dieses Formular ist noch offen. Es dauert nur wenige Minuten:",
            (true, FormAsking.Again, _) => $"diese {forms.Count} Formulare sind noch offen. Jedes dauert nur wenige Minuten:",
            (true, _, _) => "bitte füllen Sie dieses Formular aus. Es dauert nur wenige Minuten:",
            (_, FormAsking.Again, 1) => "this form is still open. It takes a few minutes:",
            (_, FormAsking.Again, _) => $"these {forms.Count} forms are still open. Each takes a few minutes:",
            _ => "please fill in this form. It takes a few minutes:",
        };
        var later = isGerman
            ? "Sie können jederzeit aufhören und später weitermachen, auch auf einem anderen Gerät."
            : "You can stop at any time and go on later, on another device too.";
        var list = string.Join("\n\n", forms.Select(form => $"{form.Title}{Until(form.DueAt, workspace, wording, now)}\n{form.Link}"));
        return $"{(isGerman ? "Hallo" : "Hi")} {firstName},\n\n{sentence}\n\n{list}\n\n{later}\n\n{workspace.Name}";
    }

    private static string Until(Instant? dueAt, Workspace workspace, Wording wording, Instant now)
    {
        var by = (wording.Language == Language.German, dueAt > now) switch
        {
            (true, true) => "bis",
            (true, false) => "war fällig am",
            (_, true) => "until",
            _ => "was due",
        };
        return dueAt is { } due ? $" ({by} {wording.Moment(due, workspace.Zone)})" : string.Empty;
    }

    private sealed record AskedForm(string Title, string Link, Instant? DueAt);
}

/// <summary>Why a contact is asked to fill in forms.</summary>
internal enum FormAsking
{
    /// <summary>A member sends it, and means it also while automation is paused.</summary>
    ByHand,

    /// <summary>A member reminds them, and means that, too.</summary>
    Again,
}
