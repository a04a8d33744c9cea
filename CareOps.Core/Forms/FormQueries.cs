using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A form as the list of them shows it. <paramref name="Sent"/> counts every time someone was asked.</summary>
public sealed record FormTemplateRow(
    Guid Id, string Name, int Version, Instant ChangedAt, Instant? ArchivedAt, int Sent, int Completed, IReadOnlyList<string> Services);

/// <summary>A form with its newest version, and how often each of its versions was sent.</summary>
public sealed record FormTemplateDetails(FormTemplate Template, FormVersion Newest, IReadOnlyList<FormVersionRow> Versions);

public sealed record FormVersionRow(int Number, string Title, Instant CreatedAt, int Sent, int Completed);

/// <summary>The forms of a service: what goes with it, what could, and what it means that they are missing.</summary>
public sealed record FormsOfService(
    FormGateMode Gate, IReadOnlyList<ServiceFormRow> Forms, IReadOnlyList<FormChoice> Others);

public sealed record ServiceFormRow(Guid TemplateId, string Name, FormRepeat Repeat, int? Months, int DueHours);

/// <summary>A form that can be chosen.</summary>
public sealed record FormChoice(Guid Id, string Name);

/// <summary>Reads forms: what they ask, and with which services they go.</summary>
public sealed class FormQueries(ReadDoor door)
{
    /// <summary>All forms that can be sent, those in use first, by name.</summary>
    public async Task<IReadOnlyList<FormTemplateRow>> TemplatesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var templates = await db.FormTemplates().Where(static row => !row.IsContactForm).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var sent = await db.FormSubmissions()
            .GroupBy(row => new { row.TemplateId, row.Status })
            .Select(group => new { group.Key.TemplateId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var services = await db.ServiceForms()
            .Join(db.Services(), row => row.ServiceId, service => service.Id, (row, service) => new { row.TemplateId, service.Name, service.Position })
            .ToListAsync(cancellationToken);
        return [.. templates.OrderBy(static row => row.ArchivedAt is not null).Select(row => new FormTemplateRow(
            row.Id,
            row.Name,
            row.Version,
            row.ChangedAt,
            row.ArchivedAt,
            sent.Where(each => each.TemplateId == row.Id).Sum(static each => each.Count),
            sent.Where(each => each.TemplateId == row.Id && each.Status == FormStatus.Completed).Sum(static each => each.Count),
            [.. services.Where(each => each.TemplateId == row.Id).OrderBy(static each => each.Position).Select(static each => each.Name)]))];
    }

    /// <summary>The forms that can be sent, by name.</summary>
    public async Task<IReadOnlyList<FormChoice>> ChoicesAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        return await db.FormTemplates().Where(row => row.ArchivedAt == null && !row.IsContactForm)
            .OrderBy(row => row.Name).ThenBy(row => row.Id)
            .Select(row => new FormChoice(row.Id, row.Name))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Null where there is no such form.</summary>
    public async Task<FormTemplateDetails?> TemplateAsync(Caller caller, Guid templateId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var template = await db.FormTemplates().SingleOrDefaultAsync(row => row.Id == templateId, cancellationToken);
        if (template is null)
        {
            return null;
        }

        var newest = (await TemplateDesk.NewestAsync(db, templateId, cancellationToken))!;
        var versions = await db.FormVersions().Where(row => row.TemplateId == templateId).OrderByDescending(row => row.Number)
            .Select(row => new { row.Id, row.Number, row.Title, row.CreatedAt }).ToListAsync(cancellationToken);
        var sent = await db.FormSubmissions().Where(row => row.TemplateId == templateId)
            .GroupBy(row => new { row.VersionId, row.Status })
            .Select(group => new { group.Key.VersionId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return new FormTemplateDetails(template, newest, versions.ConvertAll(version => new FormVersionRow(
            version.Number,
            version.Title,
            version.CreatedAt,
            sent.Where(each => each.VersionId == version.Id).Sum(static each => each.Count),
            sent.Where(each => each.VersionId == version.Id && each.Status == FormStatus.Completed).Sum(static each => each.Count))));
    }

    /// <summary>One version of a form; null where there is none.</summary>
    public async Task<FormVersion?> VersionAsync(Caller caller, Guid templateId, int number, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        return await db.FormVersions().SingleOrDefaultAsync(row => row.TemplateId == templateId && row.Number == number, cancellationToken);
    }

    public async Task<FormsOfService> OfServiceAsync(Caller caller, Guid serviceId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewForms, cancellationToken);
        var gate = await db.FormGates().SingleOrDefaultAsync(row => row.ServiceId == serviceId, cancellationToken);
        var forms = await db.ServiceForms().Where(row => row.ServiceId == serviceId)
            .Join(db.FormTemplates(), row => row.TemplateId, template => template.Id, (row, template) => new { Row = row, template.Name })
            .OrderBy(each => each.Name)
            .Select(each => new ServiceFormRow(each.Row.TemplateId, each.Name, each.Row.Repeat, each.Row.Months, each.Row.DueHours))
            .ToListAsync(cancellationToken);
        var chosen = forms.ConvertAll(static row => row.TemplateId);
        var others = await db.FormTemplates().Where(row => row.ArchivedAt == null && !row.IsContactForm && !chosen.Contains(row.Id)).OrderBy(row => row.Name)
            .Select(row => new FormChoice(row.Id, row.Name)).ToListAsync(cancellationToken);
        return new FormsOfService(gate?.Mode ?? FormGateMode.Off, forms, others);
    }
}
