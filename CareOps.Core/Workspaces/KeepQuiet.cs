using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Sets when nothing automatic is sent, for each channel; null for never.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record KeepQuiet(QuietTime? Sms, QuietTime? Email);

public sealed class KeepQuietHandler(IWriteDoor door) : Handler<KeepQuiet, Done>(door)
{
    protected override IEnumerable<Error> Check(KeepQuiet command)
    {
        var errors = new FieldChecks();
        Check(errors, command.Sms, nameof(command.Sms));
        Check(errors, command.Email, nameof(command.Email));
        return errors.All;
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, KeepQuiet command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        var before = new { Sms = workspace.QuietSms, Email = workspace.QuietEmail };
        workspace.KeepQuiet(command.Sms, command.Email);
        db.Audit(caller, "quiet_hours.changed", workspace.Id.Value, before, new { command.Sms, command.Email });
        return Done.It;
    }

    private static void Check(FieldChecks errors, QuietTime? time, string field)
    {
        if (time is not null)
        {
            errors.If(
                !IsMinute(time.FromMinute) || !IsMinute(time.UntilMinute), "quiet.time", "Enter both times, as in 21:00 and 08:00.", field);
            errors.If(time.FromMinute == time.UntilMinute, "quiet.nothing", "The two times are the same. Choose another end.", field);
        }
    }

    private static bool IsMinute(int minute) => minute is >= 0 and < QuietTime.MinutesOfADay;
}
