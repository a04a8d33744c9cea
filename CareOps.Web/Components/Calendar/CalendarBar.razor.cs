using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Turns the calendar's pages and chooses what they show. All of it is links: an address says everything.</summary>
public sealed partial class CalendarBar
{
    [Parameter, EditorRequired]
    public CalendarAddress Address { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<CalendarMember> Members { get; set; } = [];

    [Parameter, EditorRequired]
    public LocalDate Today { get; set; }

    [Parameter]
    public bool CanChange { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string ListUrl => Member.Url("bookings");

    private CalendarMember? Shown => Members.FirstOrDefault(member => member.Id == Address.Member);

    private string To(CalendarKind kind) => (Address with { Kind = kind }).Url;

    private string? Current(CalendarKind kind) => Address.Kind == kind ? "page" : null;
}
