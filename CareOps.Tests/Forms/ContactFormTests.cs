using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using static CareOps.Tests.Forms.FormFixtures;

namespace CareOps.Tests.Forms;

/// <summary>The contact form as a form of the business: what it asks, and what becomes of what is answered.</summary>
public sealed class ContactFormTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly FormQuestion Wanted = Ask(QuestionKind.SingleChoice, "What are you after?", true, "Massage", "Training");
    private static readonly FormQuestion Where = Ask(QuestionKind.ShortText, "Which muscles?", isRequired: true).If(Wanted, "Massage");

    [EachEngine]
    public async Task A_business_has_one_with_four_fields_that_stay_and_it_is_sent_to_nobody(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var id = await OpenAsync(business);

        Assert.Equal(id, await OpenAsync(business));
        var details = (await house.Get<FormQueries>().TemplateAsync(business.Owner, id, None))!;
        Assert.Equal(["Name", "Email", "Phone", "Message"], details.Newest.Questions.Select(static question => question.Label));
        await ChangeAsync(business, id, Wanted with { IsRequired = false }, ContactFields.All[3] with { Label = "Your secret", Kind = QuestionKind.ShortText, Help = "As long as you like" });
        var changed = (await house.Get<ContactFormQueries>().ShownAsync(business.Visitor, None)).Content;
        Assert.Equal(["Name", "Email", "Phone", "What are you after?", "Message"], changed.Questions.Select(static question => question.Label));
        Assert.Equal((QuestionKind.LongText, "As long as you like"), (changed.Questions[4].Kind, changed.Questions[4].Help));

        var file = await TryChangeAsync(business, id, Ask(QuestionKind.File, "A photo"));
        Assert.Equal("question.kind", file.Error?.Code);
        await business.AskAsync();
        var contact = await business.ContactIdAsync("jon@example.org");
        var sent = await house.Get<SendFormHandler>().HandleAsync(business.Owner, new SendForm(id, contact, null), None);
        var archived = await house.Get<ArchiveFormTemplateHandler>().HandleAsync(business.Owner, new ArchiveFormTemplate(id, true), None);
        var copied = await house.Get<DuplicateFormTemplateHandler>().HandleAsync(business.Owner, new DuplicateFormTemplate(id), None);
        Assert.All([sent.Error, archived.Error, copied.Error], static error => Assert.Equal(FormErrors.ContactForm, error));
        Assert.Empty(await house.Get<FormQueries>().ChoicesAsync(business.Owner, None));
    }

    [EachEngine]
    public async Task What_is_answered_stands_below_the_message_and_with_the_contact_once(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await ChangeAsync(business, await OpenAsync(business), Wanted, Where);
        var key = Guid.NewGuid();

        var incomplete = await AskAsync(business, key, name: null, (Wanted, "Massage"));
        Assert.Equal(["Name", FormContent.FieldOf(Where.Id)], incomplete.Error!.All.Select(static error => error.Field));
        Assert.True((await AskAsync(business, key, "Jon Dahl", (Wanted, "Massage"), (Where, "Neck\nand back"))).Succeeded);
        Assert.True((await AskAsync(business, key, "Jon Dahl", (Wanted, "Massage"), (Where, "Neck\nand back"))).Succeeded);
        var altered = await AskAsync(business, key, "Jon Dahl", (Wanted, "Training"));
        await house.DrainAsync();

        Assert.Equal("submission.altered", altered.Error?.Code);
        var message = Assert.Single(await business.MessagesAsync(), static one => one.Kind == MessageKind.Inbound);
        Assert.Equal("Do you have time?\n\nWhat are you after?: Massage\nWhich muscles?: Neck and back", message.Body);
        var tracker = house.Get<FormTrackerQueries>();
        var row = Assert.Single(await tracker.OfContactAsync(business.Owner, await business.ContactIdAsync("jon@example.org"), 10, None));
        Assert.Equal((FormStatus.Completed, 2), (row.Status, row.Version));
        var reading = (await tracker.ReadAsync(business.Owner, row.Id, None))!;
        Assert.Equal(
            ["Jon Dahl", "jon@example.org", null, "Do you have time?", "Massage", "Neck and back"], reading.Answers.Select(static answer => answer.Value));
        Assert.DoesNotContain(await business.MessagesAsync(), static one => one.RuleName == FormMessages.ConfirmationName);
    }

    [EachEngine]
    public async Task Who_wrote_on_an_older_page_answers_what_they_were_shown_and_a_business_without_one_gets_it(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var id = await OpenAsync(business);
        await ChangeAsync(business, id, Wanted);

        var older = await house.Get<SendInquiryHandler>().HandleAsync(
            business.Visitor, new SendInquiry("Jon Dahl", "jon@example.org", null, "Hello", Guid.NewGuid()) { FormVersion = 1 }, None);
        Assert.True(older.Succeeded);
        var form = Assert.Single(await business.FormsAsync(), one => one.TemplateId == id);
        Assert.Equal(1, (await house.Get<FormTrackerQueries>().ReadAsync(business.Owner, form.Id, None))!.Row.Version);

        var before = await house.OpenBusinessAsync("Older Physio");
        await house.Get<IWriteDoor>().RunAsync(
            before.Owner,
            async (db, token) =>
            {
                await db.FormVersions().ExecuteDeleteAsync(token);
                await db.FormTemplates().ExecuteDeleteAsync(token);
                return Done.It;
            },
            None);
        Assert.Equal(0, (await house.Get<ContactFormQueries>().ShownAsync(before.Visitor, None)).Version);
        Assert.True((await before.AskAsync()).Succeeded);
        Assert.Equal(1, (await house.Get<ContactFormQueries>().RowAsync(before.Owner, None))?.Completed);
    }

    private static async Task<Guid> OpenAsync(TestBusiness business) =>
        (await business.House.Get<OpenContactFormHandler>().HandleAsync(business.Owner, new OpenContactForm(), None)).Required();

    private static async Task ChangeAsync(TestBusiness business, Guid id, params FormQuestion[] own) =>
        (await TryChangeAsync(business, id, own)).Required();

    private static Task<Result<FormTemplate>> TryChangeAsync(TestBusiness business, Guid id, params FormQuestion[] own)
    {
        var isMoved = own.Any(static question => question.Id == ContactFields.MessageId);
        return business.House.Get<SaveFormTemplateHandler>().HandleAsync(
            business.Owner, new SaveFormTemplate(id, "Ask us", null, isMoved ? own : [.. ContactFields.All, .. own]), None);
    }

    private static Task<Result<Done>> AskAsync(
        TestBusiness business, Guid key, string? name, params (FormQuestion Question, string Value)[] answers) =>
        business.House.Get<SendInquiryHandler>().HandleAsync(
            business.Visitor,
            new SendInquiry(name, "jon@example.org", null, "Do you have time?", key)
            {
                Answers = answers.ToDictionary(static answer => answer.Question.Id, static answer => (string?)answer.Value),
            },
            None);
}
