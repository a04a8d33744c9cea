using CareOps.Core.Dashboard;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Dashboard;

/// <summary>The owner's daily email: once each local day, whatever the clocks do, and never a second time.</summary>
public sealed class DigestTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [EachEngine]
    public async Task Is_due_once_a_day_at_its_wall_time_over_a_change_of_clocks(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync("Studio Mitte", "Europe/Berlin");
        house.Clock.Now = Instant.FromUtc(2026, 3, 27, 12, 0);
        await SaveAsync(business, isOn: true);

        var sent = new List<Instant>();
        for (; house.Clock.Now < Instant.FromUtc(2026, 3, 31, 0, 0); house.Clock.Advance(Duration.FromMinutes(30)))
        {
            if (await house.Get<DigestSender>().SendDueAsync(None) > 0)
            {
                sent.Add(house.Clock.Now);
                await house.DrainAsync();
            }
        }

        // Seven o'clock in Berlin is six in the winter's UTC, and five in the summer's.
        Assert.Equal([Instant.FromUtc(2026, 3, 28, 6, 0), Instant.FromUtc(2026, 3, 29, 5, 0), Instant.FromUtc(2026, 3, 30, 5, 0)], sent);
        Assert.Equal((DigestOutcome.Kept, new LocalDate(2026, 3, 30)), ((await OwnAsync(business)).LastOutcome, (await OwnAsync(business)).LastDate));
    }

    [SmtpFact]
    public async Task Reaches_a_mail_server_once_and_says_what_the_day_brings()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { NeedsApproval = true });
        await business.BookAsync(TestBusiness.Tuesday);
        (await house.Get<ConnectSmtpHandler>().HandleAsync(
            business.Owner,
            new ConnectSmtp(SmtpServer.Host, server.Port, SmtpSecurity.None, null, null, "hello@riverside.example", "Riverside", IsEnabled: true),
            None)).Required();
        await SaveAsync(business, isOn: true);

        house.Clock.Now = Instant.FromUtc(2026, 3, 3, 6, 0);
        await Task.WhenAll(house.Get<DigestSender>().SendDueAsync(None), house.Get<DigestSender>().SendDueAsync(None));
        await house.DrainAsync();
        Assert.Equal(0, await house.Get<DigestSender>().SendDueAsync(None));

        var mail = Assert.Single(await server.WaitForAsync(1, Patience), static each => each.Subject.StartsWith("Riverside Physio:", StringComparison.Ordinal));
        Assert.Equal("Riverside Physio: Tue 3 Mar", mail.Subject);
        Assert.Contains("1 booking today, the first at 09:30.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Anna Berg asks for Appointment", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/app/{business.Slug}/bookings?show=confirm", mail.Text, StringComparison.Ordinal);
        Assert.Equal(DigestOutcome.Sent, (await OwnAsync(business)).LastOutcome);

        // Switched off and on again on the same day, it waits for the next.
        await SaveAsync(business, isOn: false);
        house.Clock.Now = Instant.FromUtc(2026, 3, 3, 10, 0);
        await SaveAsync(business, isOn: true, minute: 11 * 60 + 30);
        Assert.Equal(Instant.FromUtc(2026, 3, 4, 10, 30), (await OwnAsync(business)).DueAt);
    }

    [EachEngine]
    public async Task Is_for_owners_only_and_ends_when_one_leaves(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.HadAnotherOwnerAsync(async other =>
            (await house.Get<SaveDigestHandler>().HandleAsync(other, new SaveDigest(true, 7 * 60), None)).Required());
        await SaveAsync(business, isOn: true);

        house.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(2, await house.Get<DigestSender>().SendDueAsync(None));
        await house.DrainAsync();
        house.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(1, await house.Get<DigestSender>().SendDueAsync(None));

        Assert.StartsWith("mia-", Assert.Single(await business.LocalOutboxAsync()).Address, StringComparison.Ordinal);
    }

    private static async Task<Digest> OwnAsync(TestBusiness business) =>
        (await business.House.Get<DigestQueries>().OwnAsync(business.Owner, None))!;

    private static async Task SaveAsync(TestBusiness business, bool isOn, int minute = 7 * 60) =>
        (await business.House.Get<SaveDigestHandler>().HandleAsync(business.Owner, new SaveDigest(isOn, minute), None)).Required();
}
