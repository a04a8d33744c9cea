using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation.Templates;

/// <summary>
/// Changes what a template says on one channel in one language. Exactly one of <paramref name="Trigger"/> (a template that every business
/// has) and <paramref name="TemplateId"/> names it.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveTemplateText(
    RuleTrigger? Trigger, Guid? TemplateId, Channel Channel, Language Language, string? Subject, string? Body);

public sealed class SaveTemplateTextHandler(IWriteDoor door) : Handler<SaveTemplateText, Done>(door)
{
    protected override IEnumerable<Error> Check(SaveTemplateText command) => TemplateDesk.Check(command.Channel, command.Subject, command.Body);

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveTemplateText command, CancellationToken cancellationToken)
    {
        var key = new TemplateKey(command.Trigger, command.TemplateId);
        if (await TemplateDesk.LockAsync(db, key, cancellationToken) is not { } about)
        {
            return TemplateErrors.NotFound;
        }

        if (TemplateDesk.CheckVariables(about, command.Subject, command.Body) is { } error)
        {
            return error;
        }

        var text = await TemplateDesk.FindAsync(db, key, command.Channel, command.Language, cancellationToken);
        if (text is null)
        {
            text = TemplateText.Of(db, key, command.Channel, command.Language);
            db.Add(text);
        }

        text.Write(new TemplateWords(Text.Line(command.Subject), Text.Lines(command.Body)!), db.Now);
        db.Audit(caller, "template.changed", text.Id, null, new { Template = $"{key}", Channel = $"{command.Channel}", Language = $"{command.Language}" });
        return Done.It;
    }
}

/// <summary>Brings back the words that every business starts with; of an own template, takes away what it says in this form.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RestoreTemplateText(RuleTrigger? Trigger, Guid? TemplateId, Channel Channel, Language Language);

public sealed class RestoreTemplateTextHandler(IWriteDoor door) : Handler<RestoreTemplateText, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RestoreTemplateText command, CancellationToken cancellationToken)
    {
        var key = new TemplateKey(command.Trigger, command.TemplateId);
        if (await TemplateDesk.LockAsync(db, key, cancellationToken) is null)
        {
            return TemplateErrors.NotFound;
        }

        if (await TemplateDesk.FindAsync(db, key, command.Channel, command.Language, cancellationToken) is { } text)
        {
            db.Remove(text);
            db.Audit(caller, "template.restored", text.Id, new { Template = $"{key}", Channel = $"{command.Channel}", Language = $"{command.Language}" }, null);
        }

        return Done.It;
    }
}

/// <summary>What every change of a template begins with.</summary>
internal static class TemplateDesk
{
    // A text message of more than six segments is refused by carriers; the longest one that a template may make of itself.
    private const int MaxSmsLength = 900;

    public static IEnumerable<Error> Check(Channel channel, string? subject, string? body)
    {
        var errors = new FieldChecks();
        if (channel == Channel.Email)
        {
            errors.Required(subject, nameof(SaveTemplateText.Subject), "a subject", TemplateText.MaxSubjectLength);
        }

        var most = channel == Channel.Sms ? MaxSmsLength : TemplateText.MaxBodyLength;
        errors.If(channel == Channel.Note, "template.channel", "Notes have no templates.", nameof(SaveTemplateText.Body));
        errors.If(Text.Lines(body) is null, "required", "Enter what the message says.", nameof(SaveTemplateText.Body));
        errors.If(
            Text.Lines(body)?.Length > most,
            "too_long",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This is too long. At most {most:N0} characters fit."),
            nameof(SaveTemplateText.Body));
        errors.If(Text.HasControlCharacters(body), "characters", "This holds characters that can't be shown. Type it again.", nameof(SaveTemplateText.Body));
        return errors.All;
    }

    public static Error? CheckVariables(TemplateAbout about, string? subject, string? body) => Error.Join(
    [
        .. new[]
        {
            TemplateErrors.OfVariables(subject, nameof(SaveTemplateText.Subject), about),
            TemplateErrors.OfVariables(body, nameof(SaveTemplateText.Body), about),
        }.OfType<Error>(),
    ]);

    /// <summary>What the template is about, with everyone else waiting who wants to change it; null where there is none.</summary>
    public static async Task<TemplateAbout?> LockAsync(CareOpsDb db, TemplateKey key, CancellationToken cancellationToken)
    {
        await db.LockAsync($"template:{db.Workspace}:{key}", cancellationToken);
        return await AboutAsync(db, key, cancellationToken);
    }

    public static async Task<TemplateAbout?> AboutAsync(CareOpsDb db, TemplateKey key, CancellationToken cancellationToken) => key switch
    {
        { Trigger: { } trigger, Id: null } when Enum.IsDefined(trigger) && RuleKind.Of(trigger).HasWords => TemplateVariables.AboutOf(trigger),
        { Trigger: null, Id: { } id } => await db.Templates().Where(row => row.Id == id)
            .Select(static row => (TemplateAbout?)row.About).SingleOrDefaultAsync(cancellationToken),
        _ => null,
    };

    public static Task<TemplateText?> FindAsync(
        CareOpsDb db, TemplateKey key, Channel channel, Language language, CancellationToken cancellationToken) =>
        db.TemplateTexts().SingleOrDefaultAsync(
            row => row.Trigger == key.Trigger && row.TemplateId == key.Id && row.Channel == channel && row.Language == language, cancellationToken);
}
