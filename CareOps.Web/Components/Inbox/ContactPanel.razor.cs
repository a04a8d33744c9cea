using System.Globalization;

using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Inbox;

/// <summary>Who the open conversation is with: how to reach them, what is booked, what automation did and why.</summary>
public sealed partial class ContactPanel
{
    private static readonly LocalDatePattern Month = LocalDatePattern.Create("MMM uuuu", CultureInfo.InvariantCulture);

    private string _since = string.Empty;

    [Parameter, EditorRequired]
    public ConversationThread Thread { get; set; } = null!;

    [Parameter, EditorRequired]
    public BookingRow? NextBooking { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<RunRow> Runs { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

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

    private static string? ToneOf(RunStatus status) => status switch
    {
        RunStatus.Held => "warn",
        RunStatus.Failed => "bad",
        _ => null,
    };
}
