using CareOps.Core.Inbox;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Layout;

/// <summary>What stands around every members' screen: the rail on laptops, the tabs on phones.</summary>
public sealed partial class AppShell : IDisposable
{
    private readonly ShellVisit _visit = new();

    private UnreadConversations _unread = null!;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // The list of bookings is one of the calendar's views, at an address of its own.
    private string? IsInList => new Uri(Navigation.Uri).AbsolutePath.StartsWith(Member.Url("bookings"), StringComparison.Ordinal) ? "active" : null;

    private string BookingPage => Address.BookingPage(Member.Workspace.Slug);

    public void Dispose() => _unread?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (_unread?.Caller != Member.Caller)
        {
            _unread?.Dispose();
            _unread = new UnreadConversations(Inbox, Live, Member.Caller);
            await _unread.StartAsync(RendererInfo.IsInteractive);
        }
    }
}
