using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>One person's place in one workspace.</summary>
public sealed class Member : ILive, IPartOfSchedule
{
    private Member()
    {
    }

    public MemberId Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid AccountId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public MemberRole Role { get; private set; }

    /// <summary>What a member of staff may do; an owner may do everything.</summary>
    public Rights Rights { get; private set; }

    public Instant JoinedAt { get; private set; }

    /// <summary>When an owner removed them; null while they belong here. The row stays: past bookings and the log name it.</summary>
    public Instant? RemovedAt { get; private set; }

    public bool IsActive => RemovedAt is null;

    public LiveSubject LiveSubject => new(nameof(Member), Id.Value);

    public static Member Owner(MemberId id, WorkspaceId workspace, Account account, Instant now) =>
        Join(id, workspace, account, MemberRole.Owner, Rights.None, now);

    public static Member Staff(MemberId id, WorkspaceId workspace, Account account, Rights rights, Instant now) =>
        Join(id, workspace, account, MemberRole.Staff, rights, now);

    /// <summary>This member as the caller of a handler.</summary>
    public Caller.Member AsCaller() => new(WorkspaceId, Id, Name, Role == MemberRole.Owner, Rights);

    /// <summary>What this member may do from now on. That an owner is left is the caller's to see to, under <see cref="Owners.LockAsync"/>.</summary>
    public void Become(MemberRole role, Rights rights)
    {
        Role = role;
        Rights = role == MemberRole.Owner ? Rights.None : rights;
    }

    /// <summary>Belongs here no longer.</summary>
    public void Leave(Instant at)
    {
        RemovedAt = at;
        Become(MemberRole.Staff, Rights.None);
    }

    /// <summary>Somebody who was here before comes back, as whoever they are now.</summary>
    public void Return(MemberRole role, Rights rights, Account account)
    {
        RemovedAt = null;
        Name = account.Name;
        Become(role, rights);
    }

    public void Rename(string name) => Name = name;

    private static Member Join(
        MemberId id, WorkspaceId workspace, Account account, MemberRole role, Rights rights, Instant now) => new()
        {
            Id = id,
            WorkspaceId = workspace,
            AccountId = account.Id,
            Name = account.Name,
            Role = role,
            Rights = rights,
            JoinedAt = now,
        };
}

public enum MemberRole
{
    Owner,
    Staff,
}
