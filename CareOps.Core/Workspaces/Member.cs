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

    public LiveSubject LiveSubject => new(nameof(Member), Id.Value);

    public static Member Owner(MemberId id, WorkspaceId workspace, Account account, Instant now) =>
        Join(id, workspace, account, MemberRole.Owner, Rights.None, now);

    public static Member Staff(MemberId id, WorkspaceId workspace, Account account, Rights rights, Instant now) =>
        Join(id, workspace, account, MemberRole.Staff, rights, now);

    /// <summary>This member as the caller of a handler.</summary>
    public Caller.Member AsCaller() => new(WorkspaceId, Id, Name, Role == MemberRole.Owner, Rights);

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
