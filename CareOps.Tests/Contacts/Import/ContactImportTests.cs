using System.Diagnostics;
using System.Globalization;
using System.Text;

using CareOps.Core.Automation;
using CareOps.Core.Contacts;
using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Contacts.Import;

/// <summary>A file comes in: as it was foretold, once, and back out again.</summary>
public sealed class ContactImportTests
{
    private const string File = """
        Name,Email,Phone,Tags,Email messages,Notes
        Ida Vik,ida@example.org,+4722000001,Regular; VIP,Subscribed,Likes mornings
        Ida V.,IDA@example.org,,,,
        Anna Berg,anna@example.org,+4722000002,Regular,Unsubscribed,Old friend
        Per Dahl,per@,,,,
        Nobody,,,,,
        Ola Ness,,22 00 00 03,,,
        """;

    [EachEngine]
    public async Task What_was_foretold_is_what_becomes_of_every_line(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await WithAnnaAsync(house);
        var import = await UploadAsync(business, File);
        var choices = await ChoicesAsync(business, import, fillsEmpty: true);

        var plan = await house.Get<ContactImportQueries>().PlanAsync(business.Owner, import, choices, CancellationToken.None);
        Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
        await ImportAsync(business, import, choices);

        var lines = await house.ReadAsync(business.Id, db => db.ContactImportRows()
            .Where(row => row.Outcome != ImportOutcome.Heading).OrderBy(row => row.Number).ToListAsync());
        Assert.Equal(plan!.Lines.Select(static line => (line.Number, line.Outcome)), lines.Select(static line => (line.Number, line.Outcome)));
        Assert.Equal(
            [ImportOutcome.Created, ImportOutcome.Duplicate, ImportOutcome.Filled, ImportOutcome.Refused, ImportOutcome.Refused, ImportOutcome.Created],
            lines.Select(static line => line.Outcome));
        Assert.Equal("The same person as in line 2.", lines[1].Reason);
        var ida = await ProfileAsync(business, "ida@example.org");
        Assert.Equal(["Regular", "VIP"], ida.Tags);
        Assert.Equal("Likes mornings", ida.Fields.Single(static field => field.Name == "Notes").Value);
        var anna = await ProfileAsync(business, "anna@example.org");
        Assert.Equal(("Anna Berg", "+4722000002"), (anna.Contact.Name, anna.Contact.Phone));
        var consent = Assert.Single(anna.Consents);
        Assert.Equal((ConsentChannel.Email, false, ConsentSource.Import), (consent.Channel, consent.IsSubscribed, consent.Source));
    }

    [EachEngine]
    public async Task Nobody_is_welcomed_unless_that_was_chosen(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await ImportAsync(business, "Name,Email\nIda Vik,ida@example.org");

        Assert.Empty(await business.LocalOutboxAsync());
        var run = await house.ReadAsync(business.Id, static db => db.AutomationRuns().SingleAsync());
        Assert.Equal((RunStatus.Skipped, SkipReason.Imported), (run.Status, run.SkipReason));

        await ImportAsync(business, "Name,Email\nPer Dahl,per@example.org", welcomes: true);

        Assert.Equal("per@example.org", Assert.Single(await business.LocalOutboxAsync()).Address);
    }

    [EachEngine]
    public async Task A_process_that_is_killed_again_and_again_makes_no_contact_twice(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var import = await UploadAsync(business, ManyLines(230));
        (await house.Get<StartImportHandler>().HandleAsync(
            business.Owner, new StartImport(import, await ChoicesAsync(business, import)), CancellationToken.None)).Required();

        // One turn at a time, each of them told twice and by two at once.
        for (var turn = 0; turn < 12; turn++)
        {
            await house.Get<IWriteDoor>().RunAsync(
                business.Owner,
                (db, _) =>
                {
                    db.Raise(new ContactImportDue(import));
                    return Task.FromResult(Done.It);
                },
                CancellationToken.None);
            await Task.WhenAll(house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None), house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None));
        }

        await house.DrainAsync();

        Assert.Equal(230, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
        var done = await ReadAsync(business, import);
        Assert.Equal((ImportStatus.Done, 230, 230), (done.Status, done.Created, done.Through));
    }

    [EachEngine]
    public async Task An_undo_takes_back_what_nothing_has_happened_to_since_and_says_what_it_kept(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await WithAnnaAsync(house);
        var before = await Rows.OfAsync(house.Services, business.Id);
        var import = await UploadAsync(business, File);
        await ImportAsync(business, import, await ChoicesAsync(business, import, fillsEmpty: true));
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), "ida@example.org");
        await house.DrainAsync();

        (await house.Get<UndoImportHandler>().HandleAsync(business.Owner, new UndoImport(import), CancellationToken.None)).Required();
        await house.DrainAsync();

        var undone = await ReadAsync(business, import);
        Assert.Equal((ImportStatus.Undone, 2, 1), (undone.Status, undone.Undone, undone.Kept));
        var kept = Assert.Single(await house.Get<ContactImportQueries>().LinesAsync(business.Owner, import, ImportOutcome.Kept, 0, 10, CancellationToken.None));
        Assert.Equal((2, "Something has happened with this contact since."), (kept.Number, kept.Reason));
        Assert.Equal(
            ["anna@example.org", "ida@example.org"],
            await house.ReadAsync(business.Id, static db => db.Contacts().Select(row => row.Email).OrderBy(email => email).ToListAsync()));
        var anna = await ProfileAsync(business, "anna@example.org");
        Assert.Null(anna.Contact.Phone);
        Assert.Empty(anna.Tags);
        Assert.Empty(anna.Consents);
        Assert.NotEmpty(before);
        Assert.Equal("import.undo_over", (await house.Get<UndoImportHandler>().HandleAsync(business.Owner, new UndoImport(import), CancellationToken.None)).Error?.Code);
    }

    [EachEngine]
    public async Task What_a_member_changed_since_is_kept(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var import = await ImportAsync(business, "Name,Email,Tags\nIda Vik,ida@example.org,Regular\nPer Dahl,per@example.org,Regular");
        var ida = (await ProfileAsync(business, "ida@example.org")).Contact.Id;
        (await house.Get<TagContactHandler>().HandleAsync(business.Owner, new TagContact(ida, "Friend"), CancellationToken.None)).Required();

        (await house.Get<UndoImportHandler>().HandleAsync(business.Owner, new UndoImport(import), CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Equal("ida@example.org", await house.ReadAsync(business.Id, static db => db.Contacts().Select(row => row.Email).SingleAsync()));
    }

    [Fact]
    public async Task Cancelling_keeps_what_came_in_and_after_a_week_nothing_is_undone()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var import = await UploadAsync(business, ManyLines(120));
        (await house.Get<StartImportHandler>().HandleAsync(
            business.Owner, new StartImport(import, await ChoicesAsync(business, import)), CancellationToken.None)).Required();
        await house.Get<OutboxDispatcher>().DispatchAsync(CancellationToken.None);

        (await house.Get<CancelImportHandler>().HandleAsync(business.Owner, new CancelImport(import), CancellationToken.None)).Required();
        await house.DrainAsync();

        var cancelled = await ReadAsync(business, import);
        Assert.Equal((ImportStatus.Cancelled, 50), (cancelled.Status, cancelled.Created));
        Assert.Equal(50, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
        house.Clock.Advance(ContactImport.UndoTime);
        Assert.Equal("import.undo_over", (await house.Get<UndoImportHandler>().HandleAsync(business.Owner, new UndoImport(import), CancellationToken.None)).Error?.Code);
        house.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(121, await house.Get<Retention>().SweepAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_family_may_share_a_number_and_one_without_an_address_gets_hers()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday, "anna@example.org", "+4722000001");
        await business.BookAsync(TestBusiness.Tuesday.PlusHours(1), null, "+4722000002");
        await house.DrainAsync();

        await ImportAsync(
            business, "Name,Email,Phone\nTom Berg,tom@example.org,+4722000001\nLiv Dahl,liv@example.org,+4722000002", fillsEmpty: true);

        Assert.Equal(3, await house.ReadAsync(business.Id, static db => db.Contacts().CountAsync()));
        Assert.Equal("+4722000002", (await ProfileAsync(business, "liv@example.org")).Contact.Phone);
        Assert.Equal(ContactSource.Booking, (await ProfileAsync(business, "liv@example.org")).Contact.Source);
    }

    [Fact]
    public async Task The_file_of_what_stayed_out_names_reasons_and_runs_no_formula()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var import = await ImportAsync(business, "Name,Email\n=HYPERLINK(1),per@\nIda,ida@example.org");

        Assert.Equal(
            "Line,Why,Name,Email\r\n2,“per@” is not a complete email address.,'=HYPERLINK(1),per@\r\n",
            await house.Get<ContactImportQueries>().RefusedAsync(business.Owner, import, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_without_a_way_to_reach_anybody_does_not_start()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var import = await UploadAsync(business, "Name,Town\nIda,Oslo");

        var refused = await house.Get<StartImportHandler>().HandleAsync(
            business.Owner, new StartImport(import, await ChoicesAsync(business, import)), CancellationToken.None);

        Assert.Equal("Targets", refused.Error?.Field);
        (await house.Get<DiscardImportHandler>().HandleAsync(business.Owner, new DiscardImport(import), CancellationToken.None)).Required();
        Assert.Equal(0, await house.ReadAsync(business.Id, static db => db.ContactImportRows().CountAsync()));
    }

    [EachEngine]
    public async Task Ten_thousand_lines_come_in_while_a_booking_waits_for_none_of_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var import = await UploadAsync(business, ManyLines(10_000));
        var choices = await ChoicesAsync(business, import);
        var watch = Stopwatch.StartNew();
        await house.Get<ContactImportQueries>().PlanAsync(business.Owner, import, choices, CancellationToken.None);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"Foretelling took {watch.Elapsed}.");
        (await house.Get<StartImportHandler>().HandleAsync(business.Owner, new StartImport(import, choices), CancellationToken.None)).Required();

        watch.Restart();
        var importing = Task.Run(house.DrainAsync);
        var longest = TimeSpan.Zero;
        for (var number = 0; !importing.IsCompleted && number < 12; number++)
        {
            var asked = Stopwatch.StartNew();
            (await business.AskAsync($"Question {number}", $"jon{number}@example.org")).Required();
            longest = asked.Elapsed > longest ? asked.Elapsed : longest;
            await Task.Delay(50);
        }

        await importing;

        Assert.Equal(10_000, (await ReadAsync(business, import)).Created);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"Importing took {watch.Elapsed}.");
        Assert.True(longest < TimeSpan.FromSeconds(2), $"A question waited {longest}.");
    }

    private static async Task<TestBusiness> WithAnnaAsync(TestHouse house)
    {
        var business = await house.OpenBusinessAsync();
        await business.BookAsync(TestBusiness.Tuesday);
        await house.DrainAsync();
        return business;
    }

    private static string ManyLines(int count) => "Name,Email,Phone\n" + string.Join('\n', Enumerable.Range(0, count).Select(
        static number => string.Create(CultureInfo.InvariantCulture, $"Person {number},person{number}@example.org,+47220{number:00000}")));

    private static async Task<Guid> ImportAsync(TestBusiness business, string file, bool fillsEmpty = false, bool welcomes = false)
    {
        var import = await UploadAsync(business, file);
        await ImportAsync(business, import, await ChoicesAsync(business, import, fillsEmpty) with { Welcomes = welcomes });
        return import;
    }

    private static async Task ImportAsync(TestBusiness business, Guid import, ImportChoices choices)
    {
        (await business.House.Get<StartImportHandler>().HandleAsync(business.Owner, new StartImport(import, choices), CancellationToken.None)).Required();
        await business.House.DrainAsync();
    }

    private static async Task<Guid> UploadAsync(TestBusiness business, string file) =>
        (await business.House.Get<UploadContactsHandler>().HandleAsync(
            business.Owner, new UploadContacts("contacts.csv", Encoding.UTF8.GetBytes(file)), CancellationToken.None)).Required();

    private static async Task<ImportChoices> ChoicesAsync(TestBusiness business, Guid import, bool fillsEmpty = false)
    {
        var sample = await business.House.Get<ContactImportQueries>().SampleAsync(business.Owner, import, CancellationToken.None);
        return new ImportChoices(sample!.Targets, sample.HasHeadings, fillsEmpty, Welcomes: false);
    }

    private static Task<ContactImport> ReadAsync(TestBusiness business, Guid import) =>
        business.House.ReadAsync(business.Id, db => db.ContactImports().SingleAsync(row => row.Id == import));

    private static async Task<ContactProfile> ProfileAsync(TestBusiness business, string email)
    {
        var id = await business.House.ReadAsync(
            business.Id, db => db.Contacts().Where(row => row.NormalisedEmail == email).Select(row => row.Id).SingleAsync());
        return (await business.House.Get<ContactQueries>().ProfileAsync(business.Owner, id, CancellationToken.None))!;
    }
}
