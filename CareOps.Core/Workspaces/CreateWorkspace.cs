using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Somebody who can sign in already names another business and becomes its owner.</summary>
[Requires(Right.Account)]
public sealed record CreateWorkspace(string? BusinessName, string? TimeZone);

public sealed class CreateWorkspaceHandler(IWriteDoor door, IEnumerable<IWorkspaceSetup> features, RegistrationOptions registration)
    : Handler<CreateWorkspace, RegisteredWorkspace>(door)
{
    protected override IEnumerable<Error> Check(CreateWorkspace command)
    {
        var errors = new FieldChecks();
        errors.Required(command.BusinessName, nameof(command.BusinessName), "the name of your business", Workspace.MaxNameLength);
        errors.If(
            !Locales.IsTimeZone(command.TimeZone), "time_zone", "Choose a time zone from the list.", nameof(command.TimeZone));
        return errors.All;
    }

    protected override async Task<Result<RegisteredWorkspace>> ExecuteAsync(
        CareOpsDb db, Caller caller, CreateWorkspace command, CancellationToken cancellationToken)
    {
        await db.LockAsync("registration", cancellationToken);
        var id = ((Caller.Person)caller).AccountId;
        if (!await RegistrationGate.IsOpenToAsync(db, registration.Policy, id, cancellationToken))
        {
            return RegistrationGate.Refusal;
        }

        var account = await db.Accounts().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        return await NewWorkspace.AddAsync(db, account, Text.Line(command.BusinessName)!, command.TimeZone!, features, cancellationToken);
    }
}
