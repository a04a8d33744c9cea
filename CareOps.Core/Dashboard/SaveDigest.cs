using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Dashboard;

/// <summary>An owner gets the day by email each morning, or does not any more. <paramref name="Minute"/> of the business's day.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SaveDigest(bool IsOn, int Minute);

public sealed class SaveDigestHandler(IWriteDoor door) : Handler<SaveDigest, Done>(door)
{
    private const int MinutesOfADay = 24 * 60;

    protected override IEnumerable<Error> Check(SaveDigest command)
    {
        if (command.IsOn && command.Minute is < 0 or >= MinutesOfADay)
        {
            yield return new Error("digest.time", "Enter a time of the day, such as 07:00.", ErrorKind.Invalid, nameof(command.Minute));
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveDigest command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        await db.LockAsync($"digest:{member}", cancellationToken);
        var digest = await db.Digests().SingleOrDefaultAsync(row => row.MemberId == member, cancellationToken);
        if (digest is null)
        {
            digest = Digest.Of(db, member);
            db.Add(digest);
        }

        var before = new { IsOn = digest.DueAt is not null, digest.Minute };
        if (command.IsOn)
        {
            digest.SwitchOn(command.Minute, db.Now, (await db.WorkspaceAsync(cancellationToken)).Zone);
        }
        else
        {
            digest.SwitchOff();
        }

        db.Audit(caller, "digest.saved", member.Value, before, new { IsOn = digest.DueAt is not null, digest.Minute });
        return Done.It;
    }
}

public sealed class DigestQueries(ReadDoor door)
{
    /// <summary>The caller's own; null where they never had one.</summary>
    public async Task<Digest?> OwnAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var member = ((Caller.Member)caller).Id;
        return await db.Digests().SingleOrDefaultAsync(row => row.MemberId == member, cancellationToken);
    }
}
