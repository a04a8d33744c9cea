using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Onboarding;

/// <summary>A step of the set-up is behind: saved, or skipped where it may be.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveStep(SetupStep Step, bool IsSkipped = false);

public sealed class SaveStepHandler(IWriteDoor door) : Handler<SaveStep, Done>(door)
{
    private static readonly Error NotToBeSkipped = new(
        "setup.needed", "A business can't open without this step. Continue when it is done.", ErrorKind.Conflict);

    protected override IEnumerable<Error> Check(SaveStep command)
    {
        if (!Enum.IsDefined(command.Step))
        {
            yield return Error.NotFound("step");
        }
        else if (command.IsSkipped && !command.Step.MayBeSkipped())
        {
            yield return NotToBeSkipped;
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(CareOpsDb db, Caller caller, SaveStep command, CancellationToken cancellationToken)
    {
        var setup = await db.SetupAsync(cancellationToken);
        if (command.IsSkipped)
        {
            setup.Skip(command.Step);
        }
        else
        {
            setup.Save(command.Step);
        }

        return Done.It;
    }
}
