using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Automation.Templates;

public sealed class TemplateTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [EachEngine]
    public async Task What_an_owner_writes_is_what_customers_get_from_then_on(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await WriteAsync(business, "See you {{booking.when}}", "Dear {{contact.name}}, {{booking.service}} takes {{booking.duration}} with {{booking.member}}.");
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("See you Tue 3 Mar, 09:30", kept.Subject);
        Assert.StartsWith("Dear Anna Berg, Appointment takes 30 min with Mia Kvam.", kept.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_contact_is_written_to_in_their_language_with_dates_as_they_say_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await SpeakAsync(business, Language.German);
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("Ihr Termin: Appointment, Di., 3. März, 09:30 Uhr", kept.Subject);
        Assert.StartsWith("Hallo Anna,", kept.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task Without_a_language_of_their_own_they_are_written_to_in_that_of_the_business(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync(timeZone: "Europe/Berlin");

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        await SpeakAsync(business, Language.English);
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();

        Assert.Collection(
            await business.LocalOutboxAsync(),
            static german => Assert.StartsWith("Ihr Termin: ", german.Subject, StringComparison.Ordinal),
            static english => Assert.StartsWith("You're booked: ", english.Subject, StringComparison.Ordinal));
    }

    [EachEngine]
    public async Task A_changed_text_of_one_language_leaves_the_other_as_it_was(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await WriteAsync(business, "Nur auf Deutsch", "Bis bald.", Language.German);

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        Assert.StartsWith("You're booked: ", Assert.Single(await business.LocalOutboxAsync()).Subject, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_text_message_has_words_of_its_own_and_no_subject(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await business.BookAsync(TestBusiness.Tuesday, email: null, phone: "+4755501200");
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal(Channel.Sms, kept.Channel);
        Assert.Null(kept.Subject);
        Assert.StartsWith("You're booked: Appointment, Tue 3 Mar, 09:30 (", kept.Body, StringComparison.Ordinal);
        Assert.True(SmsLength.Of(kept.Body).Segments <= 2);
    }

    [EachEngine]
    public async Task A_rule_sends_the_template_it_was_given_until_that_is_archived(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var template = (await CreateAsync(business, "With directions")).Required();
        (await house.Get<SaveTemplateTextHandler>().HandleAsync(
            business.Owner, new SaveTemplateText(null, template, Channel.Email, Language.English, "Our own words", "Turn left."), None)).Required();
        (await house.Get<UseTemplateHandler>().HandleAsync(
            business.Owner, new UseTemplate(await RuleAsync(business, RuleTrigger.BookingCreated), template), None)).Required();

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        (await house.Get<ArchiveTemplateHandler>().HandleAsync(business.Owner, new ArchiveTemplate(template, true), None)).Required();
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1));
        await house.DrainAsync();

        var subjects = (await business.LocalOutboxAsync()).ConvertAll(static kept => kept.Subject);
        Assert.Equal("Our own words", subjects[0]);
        Assert.StartsWith("You're booked: ", subjects[1], StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task The_original_words_come_back(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var before = await VersionAsync(business, Channel.Email);
        await WriteAsync(business, "Other words", "Other words");
        Assert.False((await VersionAsync(business, Channel.Email)).IsOriginal);

        (await house.Get<RestoreTemplateTextHandler>().HandleAsync(
            business.Owner, new RestoreTemplateText(RuleTrigger.BookingCreated, null, Channel.Email, Language.English), None)).Required();

        Assert.Equal(before, await VersionAsync(business, Channel.Email));
        Assert.True(before.IsOriginal);
    }

    [Fact]
    public async Task An_unknown_variable_is_refused_with_its_line_beside_the_field_and_nothing_is_saved()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var refused = await TryWriteAsync(business, "Hi {{contact.nmae}}", "Hi\n{{booking.wen}}\n{{waitlist.link}}\n{{x.y}}");

        var (subject, body) = (refused.Error!.All.Single(static error => error.Field == "Subject"), refused.Error.All.Single(static error => error.Field == "Body"));
        Assert.Equal("There is no {{contact.nmae}}. Did you mean {{contact.name}}?", subject.Message);
        Assert.Equal(
            "Line 2: there is no {{booking.wen}}. Did you mean {{booking.when}}? "
            + "Line 3: {{waitlist.link}} can't be used here, because a message about a booking has none. "
            + "Line 4: there is no {{x.y}}. Choose one from the list.",
            body.Message);
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.TemplateTexts().CountAsync(None)));
    }

    [EachEngine]
    public async Task A_name_brings_in_neither_a_variable_nor_markup_nor_a_header_nor_a_link(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await WriteAsync(business, "Hi {{contact.name}}", "Hi {{contact.name}}");

        (await business.TryBookAsync(TestBusiness.Tuesday, name: "{{booking.link}}<b>x</b>\r\nBcc: a@example.org http://evil.example/")).Required();
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.Equal("Hi {{booking.link}}<b>x</b> Bcc: a@example.org http: //evil.example/", kept.Subject);
        var html = MailParts.Html(kept.Body);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http://evil", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/booking/", kept.Body, StringComparison.Ordinal);
    }

    [EachEngine]
    public async Task A_template_that_grows_beyond_all_bounds_is_cut_and_sent(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { Description = new string('x', 500) });
        await WriteAsync(
            business,
            string.Concat(Enumerable.Repeat("{{booking.date}}", 12)),
            string.Concat(Enumerable.Repeat("{{service.description}}", 170)));

        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();

        var kept = Assert.Single(await business.LocalOutboxAsync());
        Assert.True(kept.Subject!.Length <= Message.MaxSubjectLength);
        Assert.True(kept.Body.Length <= Message.MaxBodyLength);
    }

    [EachEngine]
    public async Task Two_owners_who_save_at_once_leave_one_text(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => WriteAsync(business, $"Subject {number}", "Words")));

        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.TemplateTexts().CountAsync(None)));
    }

    [EachEngine]
    public async Task Two_templates_in_use_never_have_one_name(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(business, "Directions")));

        var first = Assert.Single(created, static result => result.Succeeded).Value;
        Assert.All(created.Where(static result => !result.Succeeded), static result => Assert.Equal(TemplateErrors.NameTaken, result.Error));
        (await house.Get<ArchiveTemplateHandler>().HandleAsync(business.Owner, new ArchiveTemplate(first, true), None)).Required();
        (await CreateAsync(business, "Directions")).Required();
        var back = await house.Get<ArchiveTemplateHandler>().HandleAsync(business.Owner, new ArchiveTemplate(first, false), None);
        Assert.Equal(TemplateErrors.NameTaken, back.Error);
    }

    [Fact]
    public async Task A_rule_about_something_else_can_not_use_it()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var template = (await CreateAsync(business, "About bookings")).Required();

        var refused = await house.Get<UseTemplateHandler>().HandleAsync(
            business.Owner, new UseTemplate(await RuleAsync(business, RuleTrigger.ContactCreated), template), None);

        Assert.Equal(TemplateErrors.WrongSubject, refused.Error);
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_text_of_one_form_and_one_of_nothing()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await WriteAsync(business, "Once", "Once");

        foreach (var key in new[] { TemplateKey.Of(RuleTrigger.BookingCreated), new TemplateKey(null, null) })
        {
            await Assert.ThrowsAsync<DbUpdateException>(() => house.Get<IWriteDoor>().RunAsync(
                business.Owner,
                (db, _) =>
                {
                    var text = TemplateText.Of(db, key, Channel.Email, Language.English);
                    text.Write(new TemplateWords("Twice", "Twice"), db.Now);
                    db.Add(text);
                    return Task.FromResult(Done.It);
                },
                None));
        }
    }

    [EachEngine]
    public async Task A_preview_reads_as_the_message_that_is_sent_and_makes_no_link(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        var sent = Assert.Single(await business.LocalOutboxAsync());
        var links = await house.ReadAsync(business.Id, static db => db.PublicLinks().CountAsync(None));

        var preview = await PreviewAsync(business, booking.Id, Channel.Email, (await VersionAsync(business, Channel.Email)).Words!);

        Assert.Equal(sent.Subject, preview.Words.Subject);
        Assert.Equal(preview.Words.Body.Split('\n').Length, sent.Body[..sent.Body.IndexOf("\n\n--\n", StringComparison.Ordinal)].Split('\n').Length);
        Assert.Contains("<a href=\"http://localhost:5080/booking/", preview.Html, StringComparison.Ordinal);
        Assert.Equal("anna@example.org", preview.Address);
        Assert.Equal(links, await house.ReadAsync(business.Id, static db => db.PublicLinks().CountAsync(None)));
    }

    [Fact]
    public async Task A_preview_of_a_text_message_counts_its_segments()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        var plain = await PreviewAsync(business, booking.Id, Channel.Sms, new TemplateWords(null, "Hi {{contact.first_name}}"));
        var wide = await PreviewAsync(business, booking.Id, Channel.Sms, new TemplateWords(null, new string('ж', 100)));

        Assert.Equal(new SmsLength(1, 160 - "Hi Anna".Length, false), plain.Length);
        var link = await PreviewAsync(business, booking.Id, Channel.Sms, new TemplateWords(null, "{{booking.link}}"));
        Assert.Equal(new SmsLength(1, 160 - "http://localhost:5080/booking/".Length - 22, false), link.Length);
        Assert.Equal((2, true), (wide.Length!.Value.Segments, wide.Length.Value.IsUnicode));
    }

    [Fact]
    public async Task A_test_goes_to_the_owner_filled_in_and_never_to_the_customer()
    {
        await using var simulator = await Messaging.ProviderSimulator.StartAsync();
        await using var house = await TestHouse.StartAsync(providers: simulator.Addresses);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        (await house.Get<ConnectResendHandler>().HandleAsync(
            business.Owner,
            new ConnectResend(null, Messaging.ProviderSimulator.Key, null, "clinic@example.org", "Clinic", null, IsEnabled: true),
            None)).Required();

        var outcome = (await house.Get<SendTemplateTestHandler>().HandleAsync(
            business.Owner,
            new SendTemplateTest(TemplateAbout.Booking, booking.Id, Channel.Email, Language.German, "Am {{booking.when}}", "Hallo {{contact.first_name}}", "me@example.org"),
            None)).Required();

        Assert.Equal(SendOutcomeKind.Accepted, outcome.Kind);
        var request = Assert.Single(simulator.Delivered).Json();
        Assert.Equal("me@example.org", request.GetProperty("to")[0].GetString());
        Assert.Equal("Am Di., 3. März, 09:30 Uhr", request.GetProperty("subject").GetString());
        Assert.Equal("Hallo Anna", request.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Every_original_template_uses_only_variables_that_it_is_given()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        foreach (var trigger in RuleKind.All.Where(static kind => kind.HasWords).Select(static kind => kind.Trigger))
        {
            var details = (await house.Get<TemplateQueries>().FindAsync(business.Owner, trigger, null, None))!;
            var known = TemplateVariables.Of(details.About).Select(static variable => variable.Name).ToList();
            Assert.Equal(4, details.Versions.Count);
            Assert.All(details.Versions, version =>
            {
                Assert.True(version.IsOriginal);
                Assert.Empty(MessageTemplate.ProblemsIn($"{version.Words!.Subject}\n{version.Words.Body}", known));
                Assert.Equal(version.Form.Channel == Channel.Email, version.Words.Subject is not null);
            });
        }
    }

    [Fact]
    public async Task Staff_neither_see_nor_change_templates()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var staff = await business.HireAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => house.Get<TemplateQueries>().ListAsync(staff, None));
        var refused = await house.Get<SaveTemplateTextHandler>().HandleAsync(
            staff, new SaveTemplateText(RuleTrigger.BookingCreated, null, Channel.Email, Language.English, "Mine", "Mine"), None);
        Assert.Equal(Error.Forbidden, refused.Error);
    }

    private static Task<Result<Done>> TryWriteAsync(TestBusiness business, string subject, string body, Language language = Language.English) =>
        business.House.Get<SaveTemplateTextHandler>().HandleAsync(
            business.Owner, new SaveTemplateText(RuleTrigger.BookingCreated, null, Channel.Email, language, subject, body), None);

    private static async Task WriteAsync(TestBusiness business, string subject, string body, Language language = Language.English) =>
        (await TryWriteAsync(business, subject, body, language)).Required();

    private static Task<Result<Guid>> CreateAsync(TestBusiness business, string name) =>
        business.House.Get<CreateTemplateHandler>().HandleAsync(business.Owner, new CreateTemplate(name, RuleTrigger.BookingCreated), None);

    private static async Task SpeakAsync(TestBusiness business, Language language) =>
        (await business.House.Get<SetContactLanguageHandler>().HandleAsync(
            business.Owner, new SetContactLanguage((await business.ConversationAsync()).ContactId, language), None)).Required();

    private static Task<Guid> RuleAsync(TestBusiness business, RuleTrigger trigger) => business.House.ReadAsync(
        business.Id, db => db.Rules().Where(row => row.Trigger == trigger).Select(row => row.Id).SingleAsync(None));

    private static async Task<TemplateVersion> VersionAsync(TestBusiness business, Channel channel) =>
        (await business.House.Get<TemplateQueries>().FindAsync(business.Owner, RuleTrigger.BookingCreated, null, None))!
            .Versions.Single(version => version.Form == new TemplateForm(channel, Language.English));

    private static async Task<TemplatePreview> PreviewAsync(TestBusiness business, Guid booking, Channel channel, TemplateWords words) =>
        (await business.House.Get<TemplateQueries>().PreviewAsync(
            business.Owner, TemplateAbout.Booking, booking, new TemplateForm(channel, Language.English), words, None))!;
}
