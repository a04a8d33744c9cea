using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members;

/// <summary>Says what a member may do. An open screen of theirs follows at once.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ChangeMember(MemberId MemberId, MemberRole Role, Rights Rights);

/// <summary>Removes a member; what they had ahead goes to <paramref name="To"/>.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record RemoveMember(MemberId MemberId, MemberId? To)
{
    /// <summary>Whether customers are told who they are with from now on.</summary>
    public bool Tell { get; init; } = true;
}

public sealed class ChangeMemberHandler(IWriteDoor door) : Handler<ChangeMember, Member>(door)
{
    protected override async Task<Result<Member>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeMember command, CancellationToken cancellationToken)
    {
        if (await Managing.FindAsync(db, command.MemberId, cancellationToken) is not { } member)
        {
            return MemberErrors.NotFound;
        }

        if (!await Managing.IsStillOwnerAsync(db, caller, cancellationToken))
        {
            return Error.Forbidden;
        }

        if (member.Role == MemberRole.Owner
            && command.Role != MemberRole.Owner
            && !await Owners.AreLeftWithoutAsync(db, member.Id, cancellationToken))
        {
            return MemberErrors.LastOwner;
        }

        var before = RightsText.Audited(member.Role, member.Rights);
        member.Become(command.Role, command.Rights);
        db.Audit(caller, "member.changed", member.Id.Value, before, RightsText.Audited(member.Role, member.Rights));
        return member;
    }
}

public sealed class RemoveMemberHandler(IWriteDoor door, IEnumerable<IMemberHolder> holders) : Handler<RemoveMember, Done>(door)
{
    protected override IEnumerable<Error> Check(RemoveMember command)
    {
        if (command.To == command.MemberId)
        {
            yield return MemberErrors.NotToSelf;
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveMember command, CancellationToken cancellationToken)
    {
        if (await Managing.FindAsync(db, command.MemberId, cancellationToken) is not { } member
            || (command.To is { } to && await Managing.FindAsync(db, to, cancellationToken) is null))
        {
            return MemberErrors.NotFound;
        }

        if (!await Managing.IsStillOwnerAsync(db, caller, cancellationToken))
        {
            return Error.Forbidden;
        }

        if (member.Role == MemberRole.Owner && !await Owners.AreLeftWithoutAsync(db, member.Id, cancellationToken))
        {
            return MemberErrors.LastOwner;
        }

        foreach (var holder in holders)
        {
            if (await holder.HandOnAsync(db, caller, new MemberHandover(member.Id, command.To, command.Tell), cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        var before = RightsText.Audited(member.Role, member.Rights);
        member.Leave(db.Now);
        db.Audit(caller, "member.removed", member.Id.Value, before, new { To = command.To?.Value });
        return Done.It;
    }
}

/// <summary>What every change of members begins with.</summary>
internal static class Managing
{
    /// <summary>The member as they are now, with everyone else who wants to change members waiting.</summary>
    public static async Task<Member?> FindAsync(CareOpsDb db, MemberId id, CancellationToken cancellationToken)
    {
        await Owners.LockAsync(db, cancellationToken);
        return await db.ActiveMembers().AsTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>Whether the caller is an owner still: of two who demote each other at the same time, one comes too late.</summary>
    public static Task<bool> IsStillOwnerAsync(CareOpsDb db, Caller caller, CancellationToken cancellationToken)
    {
        var id = ((Caller.Member)caller).Id;
        return db.ActiveMembers().AnyAsync(row => row.Id == id && row.Role == MemberRole.Owner, cancellationToken);
    }
}
