using System.Globalization;

using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Inbox;

/// <summary>Who the open conversation is with: how to reach them, what is booked, what automation did and why.</summary>
public sealed partial class ContactPanel
{
    private const int LongestNote = 120;

    private static readonly LocalDatePattern Month = LocalDatePattern.Create("MMM uuuu", CultureInfo.InvariantCulture);

    private string _since = string.Empty;

    [Parameter, EditorRequired]
    public ConversationThread Thread { get; set; } = null!;

    [Parameter, EditorRequired]
    public ContactContent Content { get; set; } = ContactContent.None;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    /// <summary>A note is to be shown where it stands in the conversation.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Guid> OnNote { get; set; }

    /// <summary>Back to the conversation, where the panel covers it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private Contact Contact => Thread.Contact;

    protected override void OnParametersSet()
    {
        var met = Contact.Source == ContactSource.Booking ? "Customer" : "Contact";
        _since = $"{met} since {Month.Format(Contact.CreatedAt.InZone(Member.Workspace.Zone).Date)}";
    }

    private string AuthorOf(ThreadNote note) =>
        note.MemberId is { } member && Names.TryGetValue(member, out var name) ? PersonName.First(name) : "A former member";

    private static string LineOf(ThreadNote note) => Text.Shorten(note.Body.ReplaceLineEndings(" "), LongestNote);

    private static string? ToneOf(RunStatus status) => status switch
    {
        RunStatus.Held => "warn",
        RunStatus.Failed => "bad",
        _ => null,
    };
}
