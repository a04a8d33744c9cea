using CareOps.Core.Automation;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>What happened with a contact, all of it or of one kind; the address says which.</summary>
public sealed partial class ContactTimeline
{
    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    [Parameter, EditorRequired]
    public TimelineScope Scope { get; set; }

    /// <summary>Null while they are loaded.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TimelineRow>? Rows { get; set; }

    /// <summary>Where messages lead to; null where the member may not see the inbox, or there is none.</summary>
    [Parameter, EditorRequired]
    public Guid? ConversationId { get; set; }

    [Parameter, EditorRequired]
    public bool HasMore { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnMore { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    // Nobody is offered what they would find empty for want of a right.
    private IEnumerable<TimelineScope> Scopes => Enum.GetValues<TimelineScope>()
        .Where(scope => IsFor(Member.Caller, scope));

    private string Nothing => Scope switch
    {
        TimelineScope.Bookings => "Nothing was booked yet.",
        TimelineScope.Messages => "Nothing was written yet.",
        TimelineScope.Forms => "No form was sent yet.",
        TimelineScope.Stock => "Nothing from the stock was used yet.",
        TimelineScope.Automation => "No rule has looked at this contact yet.",
        _ => "Nothing happened yet.",
    };

    /// <summary>What the address asks for; everything where it asks for nothing that there is for the caller.</summary>
    public static TimelineScope ScopeOf(Caller caller, string? word) =>
        Enum.TryParse<TimelineScope>(word, ignoreCase: true, out var scope) && Enum.IsDefined(scope) && IsFor(caller, scope)
            ? scope
            : TimelineScope.All;

    private static bool IsFor(Caller caller, TimelineScope scope) =>
        scope is not (TimelineScope.Messages or TimelineScope.Automation) || caller.May(Right.ViewInbox);

    private static string IconOf(TimelineRow row) => row.Kind switch
    {
        "message.automatic" => "bolt",
        "message.reply" => "send",
        _ => row.Kind.Split('.')[0] switch
        {
            "booking" => "calendar",
            "message" => "mail",
            "form" => "forms",
            "stock" => "box",
            "automation" => "bolt",
            _ => "contacts",
        },
    };

    private string UrlOf(TimelineScope scope) => Member.Url(
        scope == TimelineScope.All ? $"contacts/{ContactId}" : $"contacts/{ContactId}?show={scope.ToString().ToLowerInvariant()}");

    private string? UrlOf(TimelineRow row) => row.Kind.Split('.')[0] switch
    {
        "booking" or "stock" when Member.Caller.May(Right.ViewBookings) => Member.Url($"bookings?booking={row.SubjectId}"),
        "form" when Member.Caller.May(Right.ViewForms) => Member.Url($"forms/answers/{row.SubjectId}"),
        "message" when ConversationId is { } conversation => Member.Url($"inbox/{conversation}"),
        _ => null,
    };
}
