using CareOps.Core.Audit;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

/// <summary>
/// Whoever books the service is asked to fill in the form, so many hours before. Saved again it is changed, for bookings from then on.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveServiceForm(Guid ServiceId, Guid TemplateId, FormRepeat Repeat, int? Months, int DueHours);

/// <summary>The form goes with the service no more. What was sent stays.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveServiceForm(Guid ServiceId, Guid TemplateId);

/// <summary>What it means for completing a booking of the service that its forms are missing.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SetFormGate(Guid ServiceId, FormGateMode Mode);

public sealed class SaveServiceFormHandler(IWriteDoor door) : Handler<SaveServiceForm, Done>(door)
{
    protected override IEnumerable<Error> Check(SaveServiceForm command)
    {
        var errors = new FieldChecks();
        errors.Range(command.DueHours, 0, ServiceForm.MaxDueHours, nameof(command.DueHours), "hours");
        errors.If(!Enum.IsDefined(command.Repeat), "form.repeat", "Choose how often it is sent.", nameof(command.Repeat));
        if (command.Repeat == FormRepeat.AfterMonths)
        {
            errors.Range(command.Months ?? 0, 1, ServiceForm.MaxMonths, nameof(command.Months), "months");
        }

        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveServiceForm command, CancellationToken cancellationToken)
    {
        if (!await db.Services().AnyAsync(row => row.Id == command.ServiceId, cancellationToken))
        {
            return BookingErrors.ServiceNotFound;
        }

        if (!await db.FormTemplates().AnyAsync(row => row.Id == command.TemplateId, cancellationToken))
        {
            return FormErrors.NotFound;
        }

        await db.LockAsync($"service-forms:{command.ServiceId}", cancellationToken);
        var link = await db.ServiceForms().SingleOrDefaultAsync(
            row => row.ServiceId == command.ServiceId && row.TemplateId == command.TemplateId, cancellationToken);
        var before = link is null ? null : TermsOf(link);
        if (link is null)
        {
            link = ServiceForm.Of(db, command.ServiceId, command.TemplateId);
            db.Add(link);
        }

        link.Become(command.Repeat, command.Months, command.DueHours);
        db.Announce(new LiveSubject(nameof(FormTemplate), command.TemplateId));
        db.Audit(caller, before is null ? "service.form_added" : "service.form_changed", command.ServiceId, before, TermsOf(link));
        return Done.It;
    }

    private static object TermsOf(ServiceForm link) => new { Form = link.TemplateId, Repeat = link.Repeat.ToString(), link.Months, link.DueHours };
}

public sealed class RemoveServiceFormHandler(IWriteDoor door) : Handler<RemoveServiceForm, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveServiceForm command, CancellationToken cancellationToken)
    {
        var link = await db.ServiceForms().SingleOrDefaultAsync(
            row => row.ServiceId == command.ServiceId && row.TemplateId == command.TemplateId, cancellationToken);
        if (link is null)
        {
            return FormErrors.NotFound;
        }

        db.Remove(link);
        db.Announce(new LiveSubject(nameof(FormTemplate), command.TemplateId));
        db.Audit(caller, "service.form_removed", command.ServiceId, new { Form = command.TemplateId }, null);
        return Done.It;
    }
}

public sealed class SetFormGateHandler(IWriteDoor door) : Handler<SetFormGate, Done>(door)
{
    protected override IEnumerable<Error> Check(SetFormGate command)
    {
        var errors = new FieldChecks();
        errors.If(!Enum.IsDefined(command.Mode), "form.gate", "Choose one of the three.", nameof(command.Mode));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetFormGate command, CancellationToken cancellationToken)
    {
        if (!await db.Services().AnyAsync(row => row.Id == command.ServiceId, cancellationToken))
        {
            return BookingErrors.ServiceNotFound;
        }

        await db.LockAsync($"service-forms:{command.ServiceId}", cancellationToken);
        var gate = await db.FormGates().SingleOrDefaultAsync(row => row.ServiceId == command.ServiceId, cancellationToken);
        if (gate is null)
        {
            gate = FormGate.Of(db, command.ServiceId);
            db.Add(gate);
        }

        var before = gate.Mode;
        gate.Become(command.Mode);
        db.Announce(new LiveSubject(nameof(Service), command.ServiceId));
        db.Audit(caller, "service.form_gate", command.ServiceId, new { Mode = before.ToString() }, new { Mode = gate.Mode.ToString() });
        return Done.It;
    }
}
