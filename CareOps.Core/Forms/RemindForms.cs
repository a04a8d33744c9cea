using CareOps.Core.Audit;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>Writes to those whose forms are open: one message to each contact, with all of the forms. Each form is refused for itself.</summary>
[Requires(Right.ManageForms)]
public sealed record RemindForms(IReadOnlyList<Guid> SubmissionIds);

/// <summary>How many forms were reminded of, in how many messages, and why the others were not, by submission.</summary>
public sealed record RemindedForms(int Reminded, int Messages, IReadOnlyDictionary<Guid, Error> Refused);

/// <summary>What a reminder would send now, without sending it.</summary>
/// <param name="Messages">One for each contact.</param>
/// <param name="Refused">Why other forms are left out, by submission.</param>
public sealed record ReminderPreview(IReadOnlyList<PreviewedReminder> Messages, IReadOnlyDictionary<Guid, Error> Refused)
{
    public int Forms => Messages.Sum(static message => message.Forms);
}

/// <summary>A message as its contact would get it; the links are made when it is sent.</summary>
public sealed record PreviewedReminder(Guid ContactId, string Name, Channel Channel, int Forms, string Body);

/// <summary>The forms that go into one message.</summary>
internal sealed record PlannedReminder(Contact Contact, Channel Channel, IReadOnlyList<FormSubmission> Forms);

public sealed class RemindFormsHandler(IWriteDoor door, FormMessages messages) : Handler<RemindForms, RemindedForms>(door)
{
    private const int MostAtOnce = 200;

    // More than so many titles and links might not fit into a message.
    private const int MostInOneMessage = 20;

    // Pressed twice, or by two members at once, it is one reminder.
    private static readonly Duration Pause = Duration.FromMinutes(5);

    protected override IEnumerable<Error> Check(RemindForms command)
    {
        if (command.SubmissionIds.Count > MostAtOnce)
        {
            yield return new Error("too_many", $"Remind of at most {MostAtOnce} forms at once.");
        }
    }

    protected override async Task<Result<RemindedForms>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemindForms command, CancellationToken cancellationToken)
    {
        var ids = command.SubmissionIds.Distinct().Order().ToList();
        foreach (var id in ids)
        {
            await db.LockAsync($"form:{id}", cancellationToken);
        }

        var (planned, refused) = await PlanAsync(db, ids, cancellationToken);
        foreach (var reminder in planned)
        {
            await messages.AskAsync(db, reminder.Contact, reminder.Channel, reminder.Forms, FormAsking.Again, cancellationToken);
            foreach (var form in reminder.Forms)
            {
                form.Remind(db.Now);
                db.Audit(caller, "form.reminded", form.Id, null, null);
            }
        }

        return planned.Count == 0 && refused.Values.All(static error => error.Kind == ErrorKind.NotFound)
            ? FormErrors.NotFound
            : new RemindedForms(planned.Sum(static reminder => reminder.Forms.Count), planned.Count, refused);
    }

    /// <summary>Whom to write to about which of these forms, what is due first at the top; and why not about the others.</summary>
    internal static async Task<(IReadOnlyList<PlannedReminder> Planned, Dictionary<Guid, Error> Refused)> PlanAsync(
        CareOpsDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var forms = await db.FormSubmissions().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellationToken);
        var refused = ids.Select(id => (Id: id, Error: WhyNot(forms.GetValueOrDefault(id), db.Now)))
            .Where(static each => each.Error is not null)
            .ToDictionary(static each => each.Id, static each => each.Error!);
        var planned = new List<PlannedReminder>();
        foreach (var own in ids.Where(id => !refused.ContainsKey(id)).Select(id => forms[id]).GroupBy(static form => form.ContactId))
        {
            var contact = await db.ContactAsync(own.Key, cancellationToken);
            if (await FormMessages.ChannelAsync(db, contact, cancellationToken) is { } channel)
            {
                planned.AddRange(own.OrderBy(static form => form.DueAt ?? Instant.MaxValue).ThenBy(static form => form.Id)
                    .Chunk(MostInOneMessage).Select(chunk => new PlannedReminder(contact, channel, chunk)));
                continue;
            }

            foreach (var form in own)
            {
                refused.Add(form.Id, FormErrors.Unreachable);
            }
        }

        return (planned, refused);
    }

    private static Error? WhyNot(FormSubmission? form, Instant now) => form switch
    {
        null => FormErrors.NotFound,
        { IsOpen: false } => FormErrors.NotOpen,
        _ when form.RemindedAt > now - Pause => FormErrors.RemindedJustNow,
        _ => null,
    };
}
