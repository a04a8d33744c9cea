using System.Net;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Web;

/// <summary>Accounts and invitations by their pages, without script, as a person and as an attacker.</summary>
public sealed class AccountPageTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Password = "correct horse";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Somebody_new_joins_by_the_page_with_the_invited_address_and_rights_whatever_else_is_posted()
    {
        var business = await served.House.OpenBusinessAsync("Joined");
        var path = await InviteAsync(business, "noah.joined@example.org");
        using var client = served.Server.Browse();
        var form = (await WebForm.OpenAsync(client, path)).Fill(
            ("Name", "Noah Lind"), ("Password", Password),
            ("Email", "eve@example.org"), ("Role", "Owner"), ("Rights", long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("IsOwner", "true"), ("AccountId", served.Business.AccountId.ToString()), ("EmailConfirmed", "true"));

        using var joined = await form.PostAsync();
        using var again = await form.PostAsync();

        Assert.Equal($"/app/{business.Slug}", joined.Headers.Location?.OriginalString);
        Assert.NotEqual(HttpStatusCode.Redirect, again.StatusCode);
        var member = (await served.House.Get<MemberQueries>().AllAsync(business.Owner, default)).Single(static row => row.Name == "Noah Lind");
        Assert.Equal(("noah.joined@example.org", MemberRole.Staff, false), (member.Email, member.Role, member.IsEmailConfirmed));
        Assert.Equal(Rights.Of(Right.ViewInbox), member.Rights);
        using var replayed = await served.Server.Browse().GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Gone, replayed.StatusCode);
    }

    [Fact]
    public async Task Somebody_else_who_is_signed_in_cant_take_an_invitation_and_its_owner_is_led_back_to_it_after_signing_in()
    {
        var business = await served.House.OpenBusinessAsync("Inviting");
        var invited = await served.House.OpenBusinessAsync("Invited");
        var path = await InviteAsync(business, await served.EmailOfAsync(invited));
        using var other = await served.SignInAsync(served.Business);
        using var stranger = served.Server.Browse();

        var shown = await AnsweredPage.GetAsync(other, path);
        var forged = (await WebForm.OpenAsync(other, "/account/logout")).To(path + "?handler=Join");
        var refused = await AnsweredPage.PostAsync(forged);
        var link = Assert.Single((await AnsweredPage.GetAsync(stranger, path)).All("a.primary")).GetAttribute("href")!;
        var signIn = (await WebForm.OpenAsync(stranger, link)).Fill(("Email", await served.EmailOfAsync(invited)), ("Password", Password));
        using var signedIn = await signIn.PostAsync();
        using var joined = await (await WebForm.OpenAsync(stranger, path)).PostAsync();

        Assert.Contains("You are signed in as", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(path, signedIn.Headers.Location?.OriginalString);
        Assert.Equal($"/app/{business.Slug}", joined.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_by_mail_and_ends_every_session()
    {
        var business = await served.House.OpenBusinessAsync("Forgetful");
        var email = await served.EmailOfAsync(business);
        using var before = await served.SignInAsync(business);
        using var client = served.Server.Browse();
        var form = await WebForm.OpenAsync(client, "/account/forgot");

        using var known = await form.Fill(("Email", email)).PostAsync();
        using var unknown = await form.Fill(("Email", "nobody@example.org")).PostAsync();
        const string Reset = "/account/reset/";
        await Eventually.TrueAsync(() => AccountMails.To(served.Server.Services, email, Reset).Count == 1, Patience, "the mail");
        var path = Reset + AccountMails.To(served.Server.Services, email, Reset)[0].TokenOf(Reset);
        var page = await AnsweredPage.GetAsync(client, path);
        using var set = await (await WebForm.OpenAsync(client, path)).Fill(("Password", "battery staple")).PostAsync();
        using var replayed = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        Assert.Contains(email, page.Text, StringComparison.Ordinal);
        Assert.StartsWith("/account/login", set.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, replayed.StatusCode);
        var old = await AnsweredPage.PostAsync((await WebForm.OpenAsync(client, "/account/login")).Fill(("Email", email), ("Password", Password)));
        Assert.Equal(HttpStatusCode.BadRequest, old.Status);
    }

    [Fact]
    public async Task A_code_is_asked_for_after_the_password_and_each_opens_once()
    {
        var business = await served.House.OpenBusinessAsync("Doubly safe");
        var secret = Totp.NewSecret();
        var now = served.House.Clock.Now;
        var step = now.ToUnixTimeSeconds() / 30;
        var recovery = (await served.House.Get<TurnOnTwoFactorHandler>().HandleAsync(
            new Caller.Person(business.AccountId),
            new TurnOnTwoFactor(served.House.Get<AuthenticatorSecrets>().ForSetup(business.AccountId, secret, now), Totp.CodeOf(secret, step - 1), Password),
            default)).Required().Codes;

        using var wrong = await TryAsync("000000");
        using var right = await TryAsync(Totp.CodeOf(secret, step));
        using var again = await TryAsync(Totp.CodeOf(secret, step));
        using var byRecovery = await TryAsync(recovery[3]);
        using var spent = await TryAsync(recovery[3]);
        using var skipped = served.Server.Browse();
        using var withoutPassword = await skipped.GetAsync(new Uri("/account/code", UriKind.Relative));

        Assert.All([wrong, again, spent], static answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.All([right, byRecovery], answer => Assert.Equal($"/app/{business.Slug}", answer.Headers.Location?.OriginalString));
        Assert.Equal("/account/login", withoutPassword.Headers.Location?.OriginalString);

        async Task<HttpResponseMessage> TryAsync(string code)
        {
            using var client = served.Server.Browse();
            var form = (await WebForm.OpenAsync(client, "/account/login?returnUrl=https://elsewhere.example/"))
                .Fill(("Email", await served.EmailOfAsync(business)), ("Password", Password));
            using var answer = await form.PostAsync();
            var next = answer.Headers.Location!.OriginalString;
            Assert.StartsWith("/account/code", next, StringComparison.Ordinal);
            using var inside = await client.GetAsync(new Uri($"/app/{business.Slug}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode); // half signed in is not signed in
            return await (await WebForm.OpenAsync(client, next)).Fill(("Code", code)).PostAsync();
        }
    }

    [Fact]
    public async Task Changing_the_password_ends_other_sessions_and_keeps_this_one()
    {
        var business = await served.House.OpenBusinessAsync("Careful");
        using var client = await served.SignInAsync(business);
        var form = await WebForm.OpenAsync(client, "/account/password");

        var wrong = await AnsweredPage.PostAsync(form.Fill(("CurrentPassword", "wrong"), ("Password", "battery staple")));
        using var changed = await form.Fill(("CurrentPassword", Password)).PostAsync();
        using var stays = await client.GetAsync(new Uri("/account", UriKind.Relative));

        Assert.Equal("This is not your current password.", wrong.Beside("CurrentPassword"));
        Assert.Equal("/account?done=password", changed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Fact]
    public async Task Another_accounts_passkey_is_not_removed_and_pages_of_an_account_are_for_its_owner_only()
    {
        var theirs = await served.House.OpenBusinessAsync("Passkeys");
        var id = await served.House.Get<IWriteDoor>().RunAsync(
            theirs.Owner,
            (db, _) =>
            {
                var passkey = Passkey.Create(
                    db, theirs.AccountId, new PasskeyCredential(Guid.NewGuid().ToByteArray(), [1], 0, null, true, false, false), "Phone");
                db.Add(passkey);
                return Task.FromResult(passkey.Id);
            },
            default);
        using var client = await served.SignInAsync(served.Business);
        using var stranger = served.Server.Browse();

        using var removed = await (await WebForm.OpenAsync(client, "/account/new-workspace")).Fill(("Id", id.ToString())).To("/account/passkeys?handler=Remove").PostAsync();
        foreach (var path in new[] { "/account", "/account/email", "/account/password", "/account/two-factor", "/account/passkeys", "/account/new-workspace" })
        {
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location?.PathAndQuery);
        }

        Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
        Assert.Equal(1, await served.House.ReadAsync(theirs.Id, db => db.Passkeys().CountAsync(row => row.Id == id)));
    }

    [Fact]
    public async Task A_removed_member_is_a_stranger_with_the_next_request()
    {
        var business = await served.House.OpenBusinessAsync("Removing");
        var path = await InviteAsync(business, "noah.removed@example.org");
        using var client = served.Server.Browse();
        using var joined = await (await WebForm.OpenAsync(client, path)).Fill(("Name", "Noah"), ("Password", Password)).PostAsync();
        using var inside = await client.GetAsync(new Uri($"/app/{business.Slug}", UriKind.Relative));
        var noah = (await served.House.Get<MemberQueries>().AllAsync(business.Owner, default)).Single(static row => row.Name == "Noah");

        (await served.House.Get<RemoveMemberHandler>().HandleAsync(business.Owner, new RemoveMember(noah.Id, null), default)).Required();
        using var outside = await client.GetAsync(new Uri($"/app/{business.Slug}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    private async Task<string> InviteAsync(TestBusiness business, string email)
    {
        var invitation = (await served.House.Get<InviteMemberHandler>().HandleAsync(
            business.Owner, new InviteMember(email, MemberRole.Staff, Rights.Of(Right.ViewInbox)), default)).Required();
        var token = (await served.House.Get<MakeInvitationLinkHandler>().HandleAsync(business.Owner, new MakeInvitationLink(invitation.Id), default)).Required();
        return $"/account/invitation/{token}";
    }
}
