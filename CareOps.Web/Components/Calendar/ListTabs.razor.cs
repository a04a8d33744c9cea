using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>The ways from one list of bookings to the others, and to the calendar.</summary>
public sealed partial class ListTabs
{
    private static readonly (ListScope Scope, string Word)[] Scopes =
    [
        (ListScope.Upcoming, "Upcoming"), (ListScope.Today, "Today"), (ListScope.ToConfirm, "To confirm"), (ListScope.Past, "Past"),
    ];

    /// <summary>What the list is narrowed to, which its other stretches of time keep; null on the waitlist.</summary>
    [Parameter]
    public ListAddress? Address { get; set; }

    [Parameter]
    public bool IsWaitlist { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string UrlOf(ListScope scope) => Address is { } address
        ? (address with { Scope = scope }).Url
        : new ListAddress(Member.Url("bookings"), scope).Url;
}
