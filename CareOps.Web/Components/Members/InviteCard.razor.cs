using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Members;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Members;

/// <summary>
/// Invites people with the rights they will have, and lists who has not answered yet. Needs nothing but to stand on a page of an owner.
/// </summary>
public sealed partial class InviteCard : IDisposable
{
    private readonly FormState _state = new();

    // Only this screen has them, and only until it is left.
    private readonly Dictionary<Guid, string> _links = [];

    private RightsForm _form = RightsForm.ForStaff();
    private IReadOnlyList<InvitationRow>? _invitations;
    private IDisposable? _subscription;
    private Instant _now;
    private string? _email;
    private string? _told;
    private bool _isClosed;

    /// <summary>Whether the rights stand open from the start.</summary>
    [Parameter]
    public bool ShowsRights { get; set; }

    /// <summary>After an invitation was sent, taken back or renewed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private MemberQueries Members { get; set; } = null!;

    [Inject]
    private InviteMemberHandler InviteMember { get; set; } = null!;

    [Inject]
    private ResendInvitationHandler ResendInvitation { get; set; } = null!;

    [Inject]
    private RevokeInvitationHandler RevokeInvitation { get; set; } = null!;

    [Inject]
    private MakeInvitationLinkHandler MakeInvitationLink { get; set; } = null!;

    [Inject]
    private AccountPost Post { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private LiveUpdateHub Live { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool? AreRightsOpen => ShowsRights ? true : null;

    public void Dispose()
    {
        _isClosed = true;
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Live.Subscribe(Member.Workspace.Id, OnLive);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (_isClosed || !Member.Caller.May(Right.ManageWorkspace))
        {
            return;
        }

        try
        {
            _invitations = await Members.InvitationsAsync(Member.Caller, CancellationToken.None);
            _now = Clock.GetCurrentInstant();
        }
        catch (Exception exception) when (DatabaseFailures.IsUnavailable(exception) || exception is System.Data.Common.DbException)
        {
            // The page around it says that the database is away.
        }
    }

    // Runs on the committing thread: takes note and returns.
    private void OnLive(IReadOnlyList<LiveSubject> subjects)
    {
        if (subjects.Any(static subject => subject.Kind == nameof(Invitation) || subject == LiveSubject.Everything))
        {
            _ = InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task InviteAsync()
    {
        _told = null;
        var email = _email;
        if (await _state.SaveAsync(() => InviteMember.HandleAsync(
            Member.Caller, new InviteMember(email, _form.Role, _form.Rights), CancellationToken.None)))
        {
            (_email, _form) = (null, RightsForm.ForStaff());
            await TellAsync(Post.ReachesPeople
                ? $"An invitation is on its way to {email?.Trim()}. It is good for 7 days."
                : $"{email?.Trim()} is invited. This server sends no email by itself: get the link below and pass it on.");
        }
    }

    private async Task ResendAsync(InvitationRow invitation)
    {
        if (await _state.SaveAsync(() => ResendInvitation.HandleAsync(
            Member.Caller, new ResendInvitation(invitation.Id), CancellationToken.None)))
        {
            _links.Remove(invitation.Id);
            await TellAsync($"Sent again to {invitation.Email}. Earlier links of it no longer work.");
        }
    }

    private async Task RevokeAsync(InvitationRow invitation)
    {
        if (await _state.SaveAsync(() => RevokeInvitation.HandleAsync(
            Member.Caller, new RevokeInvitation(invitation.Id), CancellationToken.None)))
        {
            await TellAsync($"The invitation of {invitation.Email} is taken back. Its links no longer work.");
        }
    }

    private Task<bool> LinkAsync(InvitationRow invitation) => _state.SaveAsync(async () =>
    {
        var made = await MakeInvitationLink.HandleAsync(Member.Caller, new MakeInvitationLink(invitation.Id), CancellationToken.None);
        if (made.Succeeded)
        {
            _links[invitation.Id] = Address.Invitation(made.Value);
        }

        return made;
    });

    private async Task TellAsync(string sentence)
    {
        _told = sentence;
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }

    private string ClassOf(InvitationRow invitation) => invitation.Problem is not null || invitation.ExpiresAt <= _now ? "bad" : "muted";

    private string StateOf(InvitationRow invitation)
    {
        if (invitation.ExpiresAt <= _now)
        {
            return $"Ran out on {Say.Moment(invitation.ExpiresAt, Member.Workspace.Zone)}. Resend it for another week.";
        }

        if (invitation.Problem is { } problem)
        {
            return $"Not sent: {problem} Get the link and pass it on yourself.";
        }

        var until = $"good until {Say.Moment(invitation.ExpiresAt, Member.Workspace.Zone)}";
        return invitation.SentAt is { } sent && Post.ReachesPeople
            ? $"Sent {Say.Moment(sent, Member.Workspace.Zone)}, {until}"
            : $"Invited {Say.Moment(invitation.CreatedAt, Member.Workspace.Zone)}, {until}";
    }
}
