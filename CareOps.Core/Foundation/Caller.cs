namespace CareOps.Core.Foundation;

/// <summary>Who acts. Every handler and query takes its caller first.</summary>
public abstract record Caller(WorkspaceId Workspace)
{
    public abstract bool May(Right right);

    /// <summary>How the audit log names the caller: a kind, never a person's data.</summary>
    public abstract string Kind { get; }

    /// <summary>A signed-in person in one of their workspaces.</summary>
    public sealed record Member(WorkspaceId Workspace, MemberId Id, string Name, bool IsOwner, Rights Rights)
        : Caller(Workspace)
    {
        public override string Kind => "member";

        /// <summary>Whose bookings this member may see and change; null for everyone's.</summary>
        public MemberId? OnlyCalendar => !IsOwner && Rights.OnlyOwnCalendar ? Id : null;

        public override bool May(Right right) => right switch
        {
            Right.Anyone or Right.BeMember => true,
            Right.HoldLink or Right.Account or Right.System => false,
            Right.ManageWorkspace => IsOwner,
            _ => IsOwner || Rights.Has(right),
        };
    }

    /// <summary>A signed-in person who looks after their own account: in no workspace.</summary>
    public sealed record Person(Guid AccountId) : Caller(WorkspaceId.None)
    {
        public override string Kind => "account";

        public override bool May(Right right) => right is Right.Anyone or Right.Account;
    }

    /// <summary>Someone on a public page of a workspace.</summary>
    public sealed record Visitor(WorkspaceId Workspace) : Caller(Workspace)
    {
        public override string Kind => "visitor";

        public override bool May(Right right) => right == Right.Anyone;
    }

    /// <summary>Someone with a secret link: may act on that one subject.</summary>
    public sealed record LinkHolder(WorkspaceId Workspace, string Purpose, Guid SubjectId) : Caller(Workspace)
    {
        public override string Kind => "link";

        public override bool May(Right right) => right is Right.Anyone or Right.HoldLink;
    }

    /// <summary>A worker, a job or a command line verb; <paramref name="Name"/> says which.</summary>
    public sealed record SystemWork(WorkspaceId Workspace, string Name) : Caller(Workspace)
    {
        public override string Kind => "system";

        public override bool May(Right right) => right == Right.System;
    }
}
