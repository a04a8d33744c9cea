using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Onboarding;
using CareOps.Core.Onboarding.Industries;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Onboarding;

/// <summary>What a trade brings: all of it, once, and never over what the owner made otherwise.</summary>
public sealed class IndustryTests
{
    [EachEngine]
    public async Task Each_trade_brings_its_services_hours_forms_stock_and_words_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        foreach (var trade in AllIndustries.List)
        {
            var business = await NewBusiness.RegisterAsync(house, $"A {trade.Name}");

            var chosen = await business.ChooseAsync(trade.Key);
            var again = await business.ChooseAsync(trade.Key);

            Assert.Equal(new ChosenIndustry(trade.Services.Count + trade.Forms.Count + trade.Items.Count, 0), chosen);
            Assert.Equal(new ChosenIndustry(0, 0), again);
            var services = await business.ServicesAsync();
            Assert.Equal(trade.Services.Select(static service => service.Name), services.Select(static service => service.Name));
            Assert.Equal(
                trade.Services.Where(static service => service.Price == 0).Select(static service => service.Name),
                services.Where(static service => service.PriceMinor == 0).Select(static service => service.Name));
            Assert.Equal(services.Count, services.DistinctBy(static service => service.Slug).Count());
            var (links, usages, words, hours) = await house.ReadAsync(business.Id, static async db => (
                await db.ServiceForms().CountAsync(),
                await db.ServiceUsages().CountAsync(),
                await db.TemplateTexts().ToListAsync(),
                await db.WeeklyHours().CountAsync()));
            Assert.Equal(trade.Forms.Sum(static form => form.Services.Count), links);
            Assert.Equal(trade.Items.Sum(static item => item.Uses.Count), usages);
            Assert.Equal(trade.Words.Count, words.Count);
            Assert.All(words, static text => Assert.DoesNotMatch("[a-zäöüß,]\n[a-zäöüßA-Z]", text.Body));
            Assert.Equal(trade.Hours.Count, hours);
            Assert.True((await business.StateAsync()).IsReady, $"A {trade.Name} can't open at once.");
        }
    }

    [Fact]
    public void What_a_trade_says_of_itself_can_be_saved()
    {
        foreach (var trade in AllIndustries.List)
        {
            var keys = trade.Services.Select(static service => service.Key).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(trade.Services.Count, keys.Count);
            Assert.All(trade.Services, static service => Assert.True(
                service.Name.Length <= Service.MaxNameLength && service.Description?.Length <= Service.MaxDescriptionLength, service.Name));
            Assert.All(trade.Forms, form => Assert.True(
                ReadyForms.Find(form.Ready) is not null && form.Services.All(keys.Contains), $"{trade.Key}: {form.Ready}"));
            Assert.All(trade.Items.SelectMany(static item => item.Uses), use => Assert.Contains(use.Service, keys));
        }
    }

    [Fact]
    public async Task What_a_trade_writes_could_have_been_typed_by_an_owner()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await NewBusiness.RegisterAsync(house);
        foreach (var words in AllIndustries.List.SelectMany(static trade => trade.Words))
        {
            var saved = await house.Get<SaveTemplateTextHandler>().HandleAsync(
                business.Owner,
                new SaveTemplateText(words.Trigger, null, Core.Messaging.Channel.Email, words.Language, words.Subject, words.Body),
                CancellationToken.None);

            Assert.True(saved.Succeeded, $"{words.Subject}: {saved.Error?.Message}");
        }
    }

    [Fact]
    public void Every_trade_writes_in_every_language()
    {
        foreach (var trade in AllIndustries.List)
        {
            var triggers = trade.Words.ToLookup(static words => words.Language, static words => words.Trigger);
            Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(triggers[Language.English], triggers[language]));
        }
    }

    [EachEngine]
    public async Task Where_customers_read_German_services_have_German_names_and_go_with_their_trade(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await NewBusiness.RegisterAsync(house);
        await SpeakAsync(Language.German);
        await business.ChooseAsync("clinic");

        var services = await business.ServicesAsync();
        Assert.Equal(["Ersttermin", "Folgetermin", "Behandlung", "Videosprechstunde"], services.Select(static service => service.Name));
        Assert.StartsWith("Wir nehmen Ihre Vorgeschichte auf", services[0].Description, StringComparison.Ordinal);

        await SpeakAsync(Language.English);
        Assert.Equal(0, (await business.ChooseAsync("salon")).Kept);
        Assert.Contains("Cut and finish", (await business.ServicesAsync()).Select(static service => service.Name));

        async Task SpeakAsync(Language language)
        {
            var now = await house.Get<WorkspaceQueries>().CurrentAsync(business.Owner, CancellationToken.None);
            (await house.Get<ChangeBusinessHandler>().HandleAsync(
                business.Owner,
                new ChangeBusiness(now.Name, now.Slug, now.TimeZone, now.Currency, now.Country, null, null, null, 30) { Language = language },
                CancellationToken.None)).Required();
        }
    }

    [Fact]
    public void Every_service_of_a_trade_has_a_German_name_that_can_be_saved()
    {
        foreach (var service in AllIndustries.List.SelectMany(static trade => trade.Services))
        {
            Assert.NotEqual(service.Name, service.German?.Name);
            Assert.True(service.German is { Name.Length: > 0 and <= Service.MaxNameLength, Description.Length: > 0 and <= Service.MaxDescriptionLength }, service.Name);
        }
    }

    [EachEngine]
    public async Task Another_trade_replaces_the_first_but_for_what_was_changed_or_used(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await NewBusiness.RegisterAsync(house);
        await business.ChooseAsync("salon");
        var (changed, booked, untouched) = await business.ServicesAsync() is [var first, var second, var third, ..] ? (first, second, third) : default;
        (await house.Get<SaveServiceHandler>().HandleAsync(
            business.Owner,
            new SaveService(changed.Id, "Cut by Mia", null, 60, 0, 0, 15, 0, 30, 0, 80, ServiceLocation.InPerson, null, IsActive: true),
            CancellationToken.None)).Required();
        (await business.BookAsync(booked.Id, new LocalDateTime(2026, 3, 3, 10, 0), asOwner: true)).Required();

        var chosen = await business.ChooseAsync("clinic");

        var names = (await business.ServicesAsync()).ConvertAll(static service => service.Name);
        Assert.Equal(2, chosen.Kept);
        Assert.Contains("Cut by Mia", names);
        Assert.Contains(booked.Name, names);
        Assert.DoesNotContain(untouched.Name, names);
        Assert.Contains("First appointment", names);
        var (items, hours, welcome) = await house.ReadAsync(business.Id, static async db => (
            await db.InventoryItems().Select(row => row.Name).ToListAsync(),
            await db.WeeklyHours().Where(row => row.Day == IsoDayOfWeek.Saturday).CountAsync(),
            await db.TemplateTexts().SingleAsync(row => row.Trigger == RuleTrigger.ContactCreated && row.Language == Language.English)));
        Assert.Contains("Couch roll", items);
        Assert.DoesNotContain("Foils", items);
        Assert.Equal(0, hours);
        Assert.Equal("We received your message", welcome.Subject);
    }

    [Fact]
    public async Task What_the_owner_took_away_does_not_come_back_and_what_they_wrote_stays()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await NewBusiness.RegisterAsync(house);
        (await house.Get<SaveTemplateTextHandler>().HandleAsync(
            business.Owner,
            new SaveTemplateText(RuleTrigger.ContactCreated, null, Core.Messaging.Channel.Email, Language.English, "Hello", "I answer soon."),
            CancellationToken.None)).Required();
        await business.ChooseAsync("spa");
        var item = await house.ReadAsync(business.Id, static db => db.InventoryItems().OrderBy(row => row.NameKey).FirstAsync());
        (await house.Get<ArchiveItemHandler>().HandleAsync(business.Owner, new ArchiveItem(item.Id), CancellationToken.None)).Required();

        var again = await business.ChooseAsync("spa");

        Assert.Equal(0, again.Added);
        var (welcome, archived) = await house.ReadAsync(business.Id, async db => (
            await db.TemplateTexts().SingleAsync(row => row.Trigger == RuleTrigger.ContactCreated && row.Language == Language.English),
            await db.InventoryItems().SingleAsync(row => row.Id == item.Id)));
        Assert.Equal("I answer soon.", welcome.Body);
        Assert.True(archived.IsArchived);
    }
}
