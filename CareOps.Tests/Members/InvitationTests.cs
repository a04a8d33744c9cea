using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Members;

/// <summary>Asking people to join: by mail, good for a week, once.</summary>
public sealed class InvitationTests
{
    private const string Path = "/account/invitation/";
    private const string Noah = "noah@example.org";

    private static readonly Rights OnlyInbox = Rights.Of(Right.ViewInbox);

    [EachEngine]
    public async Task Who_follows_the_mail_joins_with_the_rights_that_were_given_and_nobody_joins_twice(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var invitation = await InviteAsync(business);
        await house.DrainAsync();
        var token = Assert.Single(AccountMails.To(house.Services, Noah, Path)).TokenOf(Path);
        var holder = await HolderAsync(house, token);

        var joined = (await house.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation("Noah Lind", "correct horse"), default)).Required();
        var again = await house.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation("Eve", "correct horse"), default);

        var member = Assert.Single(await house.Get<WorkspaceQueries>().MembershipsAsync(joined.AccountId, default)).Caller;
        Assert.Equal((OnlyInbox, false, "Noah Lind"), (member.Rights, member.IsOwner, member.Name));
        Assert.Equal(MemberErrors.Spent, again.Error);
        Assert.Equal(ErrorKind.Gone, (await house.Get<PublicLinks>().ResolveAsync(token, LinkPurposes.Invitation, default)).Error!.Kind);
        Assert.Empty(await house.Get<MemberQueries>().InvitationsAsync(business.Owner, default));
        Assert.Equal(MemberErrors.AlreadyMember, (await TryInviteAsync(business)).Error);
        Assert.NotEqual(Guid.Empty, invitation.Id);
    }

    [EachEngine]
    public async Task Revoking_and_resending_end_the_earlier_links_and_a_week_ends_the_last(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var invitation = await InviteAsync(business);
        var first = (await house.Get<MakeInvitationLinkHandler>().HandleAsync(business.Owner, new MakeInvitationLink(invitation.Id), default)).Required();

        (await house.Get<ResendInvitationHandler>().HandleAsync(business.Owner, new ResendInvitation(invitation.Id), default)).Required();
        await house.DrainAsync();
        var second = AccountMails.To(house.Services, Noah, Path)[^1].TokenOf(Path);
        var ended = await house.Get<PublicLinks>().ResolveAsync(first.Value, LinkPurposes.Invitation, default);
        var holder = await HolderAsync(house, second);
        house.Clock.Advance(Invitation.Valid);
        var late = await house.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation("Noah", "correct horse"), default);
        (await house.Get<ResendInvitationHandler>().HandleAsync(business.Owner, new ResendInvitation(invitation.Id), default)).Required();
        (await house.Get<RevokeInvitationHandler>().HandleAsync(business.Owner, new RevokeInvitation(invitation.Id), default)).Required();
        var revoked = await house.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation("Noah", "correct horse"), default);

        Assert.Equal(ErrorKind.Gone, ended.Error!.Kind);
        Assert.Equal(MemberErrors.Spent, late.Error);
        Assert.Equal(MemberErrors.Spent, revoked.Error);
        await house.DrainAsync();
        Assert.Equal(2, AccountMails.To(house.Services, Noah, Path).Count); // what was taken back is not sent any more
    }

    [Fact]
    public async Task An_invitation_to_a_known_address_adds_a_workspace_to_that_account_and_to_no_other()
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Harbour Dental"));
        var email = (await house.Get<MemberQueries>().AllAsync(theirs.Owner, default)).Single().Email;
        var invitation = (await house.Get<InviteMemberHandler>().HandleAsync(
            mine.Owner, new InviteMember(email, MemberRole.Staff, OnlyInbox), default)).Required();
        var holder = await HolderAsync(
            house, (await house.Get<MakeInvitationLinkHandler>().HandleAsync(mine.Owner, new MakeInvitationLink(invitation.Id), default)).Required().Value);

        var asNew = await house.Get<AcceptInvitationHandler>().HandleAsync(holder, new AcceptInvitation("Eve", "correct horse"), default);
        var asOther = await house.Get<JoinByInvitationHandler>().HandleAsync(holder, new JoinByInvitation(mine.AccountId), default);
        var joined = await house.Get<JoinByInvitationHandler>().HandleAsync(holder, new JoinByInvitation(theirs.AccountId), default);

        Assert.Equal(MemberErrors.SignInFirst, asNew.Error);
        Assert.Equal(MemberErrors.OtherAccount, asOther.Error);
        Assert.True(joined.Succeeded);
        Assert.Equal(
            [theirs.Slug, mine.Slug], (await house.Get<WorkspaceQueries>().MembershipsAsync(theirs.AccountId, default)).Select(static one => one.Slug));
    }

    [Fact]
    public async Task A_link_for_something_else_and_another_workspaces_invitation_lead_nowhere()
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Harbour Dental"));
        var invitation = await InviteAsync(mine);

        var revoked = await house.Get<RevokeInvitationHandler>().HandleAsync(theirs.Owner, new RevokeInvitation(invitation.Id), default);
        var link = await house.Get<MakeInvitationLinkHandler>().HandleAsync(theirs.Owner, new MakeInvitationLink(invitation.Id), default);
        var misused = await house.Get<AcceptInvitationHandler>().HandleAsync(
            new Caller.LinkHolder(mine.Id, LinkPurposes.ManageBooking, invitation.Id), new AcceptInvitation("Eve", "correct horse"), default);

        Assert.Equal(MemberErrors.InvitationNotFound, revoked.Error);
        Assert.Equal(MemberErrors.InvitationNotFound, link.Error);
        Assert.Equal(MemberErrors.Spent, misused.Error);
    }

    [Fact]
    public async Task A_mail_that_cant_be_sent_is_told_to_the_owner_and_tried_again()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await house.DrainAsync();
        var folder = house.Get<Core.Members.Accounts.AccountMailOptions>().Folder;
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "in the way");
        await InviteAsync(business);
        await house.DrainAsync();
        var problem = Assert.Single(await house.Get<MemberQueries>().InvitationsAsync(business.Owner, default)).Problem;

        File.Delete(folder);
        house.Clock.Advance(Duration.FromMinutes(1));
        await house.DrainAsync();

        Assert.NotNull(problem);
        var sent = Assert.Single(await house.Get<MemberQueries>().InvitationsAsync(business.Owner, default));
        Assert.Null(sent.Problem);
        Assert.NotNull(sent.SentAt);
        Assert.Single(AccountMails.To(house.Services, Noah, Path));
        Assert.Empty(await business.LocalOutboxAsync());
    }

    private static Task<Result<Invitation>> TryInviteAsync(TestBusiness business) => business.House.Get<InviteMemberHandler>().HandleAsync(
        business.Owner, new InviteMember(Noah, MemberRole.Staff, OnlyInbox), default);

    private static async Task<Invitation> InviteAsync(TestBusiness business) => (await TryInviteAsync(business)).Required();

    private static async Task<Caller.LinkHolder> HolderAsync(TestHouse house, string token) =>
        (await house.Get<PublicLinks>().ResolveAsync(token, LinkPurposes.Invitation, default)).Required();
}
