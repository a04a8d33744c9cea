using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Automation;

/// <summary>Rules write on the channels that a contact has not left, and say so where there is none.</summary>
public sealed class ConsentTests
{
    [EachEngine]
    public async Task What_was_left_is_not_used_and_the_other_channel_is(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday, phone: "+4722123456");
        await house.DrainAsync();

        await LeaveAsync(business, booking.ContactId, ConsentChannel.Email);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), phone: "+4722123456");
        await house.DrainAsync();
        await LeaveAsync(business, booking.ContactId, ConsentChannel.Sms);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(2), phone: "+4722123456");
        await house.DrainAsync();

        Assert.Equal(
            [Channel.Email, Channel.Sms],
            (await business.MessagesAsync()).Where(static message => message.Kind == MessageKind.Automated).Select(static message => message.Channel));
        var skipped = await house.ReadAsync(
            business.Id, static db => db.AutomationRuns().Where(run => run.Offset == 0).OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).FirstAsync());
        Assert.Equal(RunStatus.Skipped, skipped.Status);
        Assert.Contains("wants no automatic messages", skipped.Reason, StringComparison.Ordinal);
    }

    private static async Task LeaveAsync(TestBusiness business, Guid contact, ConsentChannel channel) =>
        (await business.House.Get<SetConsentHandler>().HandleAsync(
            business.Owner, new SetConsent(contact, channel, false), CancellationToken.None)).Required();
}
