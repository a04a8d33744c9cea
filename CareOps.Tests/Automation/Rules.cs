using CareOps.Core.Automation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Automation;

/// <summary>What tests of rules do with a business.</summary>
internal static class Rules
{
    public static async Task DrainAtAsync(this TestHouse house, Instant moment)
    {
        house.Clock.Now = moment;
        await house.DrainAsync();
    }

    public static Task<Rule> RuleAsync(this TestBusiness business, RuleTrigger trigger) => business.House.ReadAsync(
        business.Id, db => db.Rules().Where(rule => rule.Trigger == trigger).OrderBy(rule => rule.Id).FirstAsync());

    public static Task<Rule> ReminderAsync(this TestBusiness business) => business.RuleAsync(RuleTrigger.BookingAhead);

    public static async Task<Rule> ChangeAsync(this TestBusiness business, Rule rule, RuleDraft draft) =>
        (await business.House.Get<SaveRuleHandler>().HandleAsync(business.Owner, new SaveRule(rule.Id, draft), CancellationToken.None)).Required();

    public static async Task<Rule> SwitchAsync(this TestBusiness business, Rule rule, bool isOn) =>
        (await business.House.Get<SwitchRuleHandler>().HandleAsync(business.Owner, new SwitchRule(rule.Id, isOn), CancellationToken.None)).Required();
}
