using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Tests.Support;
using CareOps.Web.Components.Settings;

using NodaTime;

namespace CareOps.Tests.Audit;

/// <summary>Who changed what: found by person, kind, date and thing, page by page, and said in words.</summary>
public sealed class AuditLogTests
{
    [EachEngine]
    public async Task Entries_are_found_by_kind_person_date_and_thing_and_pages_go_on_where_the_last_ended(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var log = house.Get<AuditQueries>();
        var before = house.Clock.Now;
        house.Clock.Advance(Duration.FromDays(1));
        await business.SaveAsync(business.Form with { Name = "Massage" });
        await business.AddResourceAsync("Room 1");

        var all = await log.ListAsync(business.Owner, new AuditFilter(), null, 100, default);
        var services = await log.ListAsync(business.Owner, new AuditFilter { Kind = "service" }, null, 100, default);
        var one = await log.ListAsync(business.Owner, new AuditFilter { Subject = business.Service.Id }, null, 100, default);
        var since = await log.ListAsync(business.Owner, new AuditFilter { From = before + Duration.FromHours(1) }, null, 100, default);
        var until = await log.ListAsync(business.Owner, new AuditFilter { Until = before + Duration.FromHours(1) }, null, 100, default);
        var noahs = await log.ListAsync(business.Owner, new AuditFilter { Member = noah.Id }, null, 100, default);
        var paged = new List<AuditEntry>();
        while (await log.ListAsync(
            business.Owner, new AuditFilter(), paged.Count == 0 ? null : new AuditCursor(paged[^1].At, paged[^1].Id), 2, default) is { Count: > 0 } page)
        {
            paged.AddRange(page);
        }

        Assert.Equal("service.changed", Assert.Single(services).Action);
        Assert.Equal(services[0].Id, Assert.Single(one).Id);
        Assert.Equal(2, since.Count);
        Assert.Equal(all.Count, since.Count + until.Count);
        Assert.Empty(noahs);
        Assert.Equal(all.Select(static entry => entry.Id), paged.Select(static entry => entry.Id));
        Assert.Contains("Name: Appointment, then Massage", AuditWords.Changes(services[0], "NOK"));
    }

    [Theory]
    [InlineData("booking.cancelled", "cancelled a booking")]
    [InlineData("form_template.archived", "archived a form")]
    [InlineData("item.added", "added a stock item")]
    [InlineData("hours.day_changed", "changed the hours of a day")]
    [InlineData("business.opened", "opened for bookings")]
    public void A_deed_is_said_as_the_rest_of_a_sentence(string action, string words) => Assert.Equal(words, AuditWords.Of(action));
}
