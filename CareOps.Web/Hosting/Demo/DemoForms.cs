using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Hosting.Demo;

/// <summary>The clinic's forms: which services send them, and what patients answer.</summary>
internal static class DemoForms
{
    private const int MostAtOnce = 50;

    private static readonly string[] Complaints =
    [
        "My knee hurts when I take the stairs, for three weeks now.",
        "The lower back, after a long day at the desk.",
        "I twisted my ankle at football and it is still swollen.",
        "A stiff neck every morning since I moved house.",
        "My shoulder, when I lift my arm above my head.",
    ];

    /// <summary>An intake before a first assessment, a consent before a massage.</summary>
    public static async Task AddAsync(IServiceProvider services, Caller.Member owner)
    {
        var offered = await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, CancellationToken.None);
        await LinkAsync("health-intake", "First assessment", FormRepeat.OncePerContact, 24, FormGateMode.Warn);
        await LinkAsync("treatment-consent", "Sports massage", FormRepeat.AfterMonths, 2, FormGateMode.Off);
        await SaveAsync("satisfaction");

        async Task LinkAsync(string key, string service, FormRepeat repeat, int dueHours, FormGateMode gate)
        {
            var serviceId = offered.First(each => each.Name == service).Id;
            DemoClinic.Must(await services.GetRequiredService<SaveServiceFormHandler>().HandleAsync(
                owner, new SaveServiceForm(serviceId, await SaveAsync(key), repeat, 12, dueHours), CancellationToken.None));
            DemoClinic.Must(await services.GetRequiredService<SetFormGateHandler>().HandleAsync(
                owner, new SetFormGate(serviceId, gate), CancellationToken.None));
        }

        async Task<Guid> SaveAsync(string key)
        {
            var content = ReadyForms.Find(key)!.Make();
            return DemoClinic.Must(await services.GetRequiredService<SaveFormTemplateHandler>().HandleAsync(
                owner, new SaveFormTemplate(null, content.Title, content.Intro, content.Questions), CancellationToken.None)).Id;
        }
    }

    /// <summary>Most of those who were asked fill in what is open; some begin, some don't.</summary>
    public static async Task AnswerSomeAsync(IServiceProvider services, DemoClinic clinic, Random random)
    {
        var open = await services.GetRequiredService<FormTrackerQueries>().ListAsync(
            clinic.Owner, new FormFilter { Status = FormStatus.Pending }, null, MostAtOnce, CancellationToken.None);
        foreach (var row in open.Where(_ => random.Next(6) > 0))
        {
            var holder = new Caller.LinkHolder(clinic.Workspace.Id, LinkPurposes.Form, row.Id);
            var page = (await services.GetRequiredService<FormPageQueries>().ByLinkAsync(holder, CancellationToken.None))!;
            var isFinal = random.Next(12) > 0;
            var answers = page.Version.Questions
                .Select(question => new GivenAnswer(question.Id, AnswerOf(question, row.ContactName, random), FormAnswers.Mark(null)))
                .Where(static answer => answer.Value is not null)
                .Take(isFinal ? int.MaxValue : 2);
            DemoClinic.Must(await services.GetRequiredService<AnswerFormHandler>().HandleAsync(
                holder, new AnswerForm(page.Version.Number, [.. answers], isFinal), CancellationToken.None));
        }
    }

    private static string? AnswerOf(FormQuestion question, string name, Random random) => question.Kind switch
    {
        QuestionKind.Consent => FormAnswers.Yes,
        QuestionKind.Signature => name,
        QuestionKind.YesNo => FormAnswers.No,
        QuestionKind.Date => new DateOnly(1958 + random.Next(45), 1 + random.Next(12), 1 + random.Next(28)).ToString("O", CultureInfo.InvariantCulture),
        QuestionKind.SingleChoice => question.Options[random.Next(question.Options.Count)],
        QuestionKind.LongText when question.IsRequired => Complaints[random.Next(Complaints.Length)],
        _ => null,
    };
}
