using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Members;

/// <summary>Passwords, addresses and second factors: what the account's owner may, and what nobody else may.</summary>
public sealed class AccountTests
{
    private const string ResetPath = "/account/reset/";
    private const string ConfirmPath = "/account/confirm/";
    private const string Old = "correct horse";
    private const string New = "battery staple";

    private static readonly Caller Visitor = new Caller.Visitor(WorkspaceId.None);

    [EachEngine]
    public async Task A_new_password_is_set_by_the_newest_of_the_links_once_within_an_hour(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var before = await AccountAsync(house, business);
        await AskAsync(house, before.Email!.ToUpperInvariant());
        await AskAsync(house, "nobody@example.org");
        await house.DrainAsync();
        var token = Assert.Single(AccountMails.To(house.Services, before.Email, ResetPath)).TokenOf(ResetPath);

        var set = await ResetAsync(house, token, New);
        var again = await ResetAsync(house, token, "another one");

        var after = await AccountAsync(house, business);
        Assert.Equal(business.AccountId, set.Required());
        Assert.Equal(AccountErrors.LinkSpent, again.Error);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.True(after.EmailConfirmed);
        Assert.Equal(PasswordVerificationResult.Success, Verify(house, after, New));
        Assert.Empty(AccountMails.To(house.Services, "nobody@example.org", ResetPath));

        await AskAsync(house, before.Email);
        await house.DrainAsync();
        var late = AccountMails.To(house.Services, before.Email, ResetPath)[^1].TokenOf(ResetPath);
        house.Clock.Advance(AccountMailWriter.ResetValid);
        Assert.Equal(AccountErrors.LinkSpent, (await ResetAsync(house, late, "too late now")).Error);
    }

    [Fact]
    public async Task Asking_writes_the_same_rows_whoever_is_asked_about_and_few_mails_an_hour()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var email = (await AccountAsync(house, business)).Email!;
        await house.DrainAsync();

        var known = await RowsOfAskingAsync(house, business, email);
        var unknown = await RowsOfAskingAsync(house, business, "nobody@example.org");
        for (var ask = 0; ask < 10; ask++)
        {
            await AskAsync(house, email);
        }

        await house.DrainAsync();

        Assert.Equal(known, unknown);
        Assert.Equal(5, AccountMails.To(house.Services, email, ResetPath).Count);
    }

    [Fact]
    public async Task Who_resets_an_address_that_was_never_confirmed_finds_no_way_in_that_somebody_else_left()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        await TurnOnAsync(house, business);
        var email = (await AccountAsync(house, business)).Email!;
        await AskAsync(house, email);
        await house.DrainAsync();

        (await ResetAsync(house, AccountMails.To(house.Services, email, ResetPath)[^1].TokenOf(ResetPath), New)).Required();

        Assert.False((await house.Get<AccountQueries>().OwnAsync(me, default)).HasTwoFactor);
    }

    [EachEngine]
    public async Task An_address_changes_when_the_message_to_the_new_one_is_followed_and_the_old_one_is_told(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        var email = (await AccountAsync(house, business)).Email!;
        await house.DrainAsync();
        var own = Assert.Single(AccountMails.To(house.Services, email, ConfirmPath)).TokenOf(ConfirmPath);

        var guessed = await house.Get<ChangeEmailHandler>().HandleAsync(me, new ChangeEmail("mia@new.example", "wrong"), default);
        (await house.Get<ChangeEmailHandler>().HandleAsync(me, new ChangeEmail("mia@new.example", Old), default)).Required();
        await house.DrainAsync();
        var unchanged = (await AccountAsync(house, business)).Email;
        var token = Assert.Single(AccountMails.To(house.Services, "mia@new.example", ConfirmPath)).TokenOf(ConfirmPath);
        (await house.Get<ConfirmEmailHandler>().HandleAsync(Visitor, new ConfirmEmail(token), default)).Required();
        var again = await house.Get<ConfirmEmailHandler>().HandleAsync(Visitor, new ConfirmEmail(token), default);
        var stale = await house.Get<ConfirmEmailHandler>().HandleAsync(Visitor, new ConfirmEmail(own), default);
        await house.DrainAsync();

        var after = await AccountAsync(house, business);
        Assert.Equal(AccountErrors.WrongPassword, guessed.Error);
        Assert.Equal(email, unchanged);
        Assert.Equal(("mia@new.example", true), (after.Email, after.EmailConfirmed));
        Assert.Equal(AccountErrors.LinkSpent, again.Error);
        Assert.Equal(AccountErrors.LinkSpent, stale.Error); // it was for the address before
        Assert.Single(AccountMails.To(house.Services, email, "another email address"));
    }

    [Fact]
    public async Task An_address_that_another_account_has_gets_no_message()
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Harbour Dental"));
        var taken = (await AccountAsync(house, theirs)).Email!;
        await house.DrainAsync();
        var before = AccountMails.Of(house.Services).Count;

        var asked = await house.Get<ChangeEmailHandler>().HandleAsync(new Caller.Person(mine.AccountId), new ChangeEmail(taken, Old), default);
        await house.DrainAsync();

        Assert.True(asked.Succeeded);
        Assert.Equal(before, AccountMails.Of(house.Services).Count);
    }

    [Fact]
    public async Task A_name_and_a_password_change_for_every_workspace()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        (await house.Get<CreateWorkspaceHandler>().HandleAsync(me, new CreateWorkspace("Second Branch", "Europe/Oslo"), default)).Required();

        (await house.Get<ChangeNameHandler>().HandleAsync(me, new ChangeName("Mia Berg"), default)).Required();
        var wrong = await house.Get<ChangePasswordHandler>().HandleAsync(me, new ChangePassword("wrong", New), default);
        (await house.Get<ChangePasswordHandler>().HandleAsync(me, new ChangePassword(Old, New), default)).Required();

        Assert.Equal(
            ["Mia Berg", "Mia Berg"],
            (await house.Get<WorkspaceQueries>().MembershipsAsync(business.AccountId, default)).Select(static one => one.Caller.Name));
        Assert.Equal(AccountErrors.WrongPassword, wrong.Error);
        Assert.Equal(PasswordVerificationResult.Success, Verify(house, await AccountAsync(house, business), New));
    }

    [EachEngine]
    public async Task Another_password_ends_a_change_of_address_that_was_asked_for_before(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        await house.DrainAsync();
        (await house.Get<ChangeEmailHandler>().HandleAsync(me, new ChangeEmail("thief@example.org", Old), default)).Required();
        await house.DrainAsync();
        var token = AccountMails.To(house.Services, "thief@example.org", "/account/confirm/")[0].TokenOf("/account/confirm/");
        (await house.Get<ChangeEmailHandler>().HandleAsync(me, new ChangeEmail("second@example.org", Old), default)).Required();

        (await house.Get<ChangePasswordHandler>().HandleAsync(me, new ChangePassword(Old, New), default)).Required();
        var followed = await house.Get<ConfirmEmailHandler>().HandleAsync(new Caller.Visitor(WorkspaceId.None), new ConfirmEmail(token), default);
        await house.DrainAsync();

        Assert.Equal(AccountErrors.LinkSpent, followed.Error);
        Assert.Empty(AccountMails.To(house.Services, "second@example.org", "/account/confirm/"));
    }

    [EachEngine]
    public async Task Five_wrong_passwords_lock_the_account_also_for_who_is_signed_in(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var me = new Caller.Person(business.AccountId);
        var change = house.Get<ChangePasswordHandler>();

        for (var wrong = 0; wrong < Account.MostWrongPasswords; wrong++)
        {
            Assert.Equal(AccountErrors.WrongPassword, (await change.HandleAsync(me, new ChangePassword("wrong", New), default)).Error);
        }

        var right = await change.HandleAsync(me, new ChangePassword(Old, New), default);
        house.Clock.Advance(Account.LockoutTime);
        var later = await change.HandleAsync(me, new ChangePassword(Old, New), default);

        Assert.Equal(AccountErrors.TooManyTries, right.Error);
        Assert.True(later.Succeeded);
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string expected)
    {
        // RFC 6238, appendix B, of whose eight digits these are the last six.
        var secret = System.Text.Encoding.ASCII.GetBytes("12345678901234567890");

        Assert.Equal(expected, Totp.CodeOf(secret, seconds / 30));
        Assert.Equal(seconds / 30, Totp.StepOf(secret, expected, Instant.FromUnixTimeSeconds(seconds)));
    }

    [Fact]
    public void A_secret_reads_as_apps_expect_it() =>
        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", Totp.Readable(System.Text.Encoding.ASCII.GetBytes("12345678901234567890")));

    [EachEngine]
    public async Task Each_code_is_good_once_however_many_try_it_at_the_same_time(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (secret, recovery) = await TurnOnAsync(house, business);
        house.Clock.Advance(Duration.FromMinutes(1));
        var code = Totp.CodeOf(secret, house.Clock.Now.ToUnixTimeSeconds() / 30);

        var uses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => house.Get<SecondFactor>().UseCodeAsync(business.AccountId, code, default)));
        var recoveries = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => house.Get<SecondFactor>().UseRecoveryCodeAsync(business.AccountId, recovery[0].ToUpperInvariant(), default)));

        Assert.Single(uses, static account => account is not null);
        Assert.Single(recoveries, static account => account is not null);
        Assert.Equal(RecoveryCode.Count - 1, (await house.Get<AccountQueries>().OwnAsync(new Caller.Person(business.AccountId), default)).RecoveryCodesLeft);
        var stored = await AccountAsync(house, business);
        Assert.DoesNotContain(Totp.Readable(secret).Replace(" ", string.Empty, StringComparison.Ordinal), stored.AuthenticatorSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(recovery[1], stored.RecoveryCodes, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_factor_is_not_set_up_with_another_accounts_secret_a_wrong_code_or_without_the_password()
    {
        await using var house = await TestHouse.StartAsync();
        var (mine, theirs) = (await house.OpenBusinessAsync(), await house.OpenBusinessAsync("Harbour Dental"));
        var me = new Caller.Person(mine.AccountId);
        var secret = Totp.NewSecret();
        var carried = house.Get<AuthenticatorSecrets>().ForSetup(theirs.AccountId, secret, house.Clock.Now);
        var own = house.Get<AuthenticatorSecrets>().ForSetup(mine.AccountId, secret, house.Clock.Now);
        var code = Totp.CodeOf(secret, house.Clock.Now.ToUnixTimeSeconds() / 30);
        var handler = house.Get<TurnOnTwoFactorHandler>();

        Assert.Equal(AccountErrors.SetupOver, (await handler.HandleAsync(me, new TurnOnTwoFactor(carried, code, Old), default)).Error);
        Assert.Equal(AccountErrors.WrongCode, (await handler.HandleAsync(me, new TurnOnTwoFactor(own, "000000x", Old), default)).Error);
        Assert.Equal(AccountErrors.WrongPassword, (await handler.HandleAsync(me, new TurnOnTwoFactor(own, code, "wrong"), default)).Error);
        house.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(AccountErrors.SetupOver, (await handler.HandleAsync(me, new TurnOnTwoFactor(own, code, Old), default)).Error);
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> TurnOnAsync(TestHouse house, TestBusiness business)
    {
        var secret = Totp.NewSecret();
        var now = house.Clock.Now;
        var codes = (await house.Get<TurnOnTwoFactorHandler>().HandleAsync(
            new Caller.Person(business.AccountId),
            new TurnOnTwoFactor(
                house.Get<AuthenticatorSecrets>().ForSetup(business.AccountId, secret, now), Totp.CodeOf(secret, now.ToUnixTimeSeconds() / 30), Old),
            default)).Required();
        return (secret, codes.Codes);
    }

    private static async Task<IReadOnlyList<int>> RowsOfAskingAsync(TestHouse house, TestBusiness business, string email)
    {
        var mails = await house.ReadAsync(business.Id, static db => db.AccountMails().CountAsync());
        var links = await house.ReadAsync(business.Id, static db => db.AccountLinks().CountAsync());
        await AskAsync(house, email);
        return
        [
            await house.ReadAsync(business.Id, static db => db.AccountMails().CountAsync()) - mails,
            await house.ReadAsync(business.Id, static db => db.AccountLinks().CountAsync()) - links,
        ];
    }

    private static async Task AskAsync(TestHouse house, string email) =>
        (await house.Get<RequestPasswordResetHandler>().HandleAsync(Visitor, new RequestPasswordReset(email), default)).Required();

    private static Task<Result<Guid>> ResetAsync(TestHouse house, string token, string password) =>
        house.Get<ResetPasswordHandler>().HandleAsync(Visitor, new ResetPassword(token, password), default);

    private static Task<Account> AccountAsync(TestHouse house, TestBusiness business) =>
        house.ReadAsync(business.Id, db => db.Accounts().SingleAsync(row => row.Id == business.AccountId));

    private static PasswordVerificationResult Verify(TestHouse house, Account account, string password) =>
        house.Get<IPasswordHasher<Account>>().VerifyHashedPassword(account, account.PasswordHash!, password);
}
