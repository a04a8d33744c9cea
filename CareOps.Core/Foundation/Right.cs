namespace CareOps.Core.Foundation;

/// <summary>What a handler, a query or a page needs from its caller. Each declares exactly one.</summary>
public enum Right
{
    /// <summary>Public pages of a workspace: no sign-in.</summary>
    Anyone,

    /// <summary>The holder of a secret link, for the one subject the link names.</summary>
    HoldLink,

    /// <summary>A signed-in person's own account, outside any workspace.</summary>
    Account,

    /// <summary>Workers, jobs and the command line.</summary>
    System,

    /// <summary>Owners only: business settings, services, rules, integrations, members.</summary>
    ManageWorkspace,

    ViewInbox,
    ManageInbox,
    ViewBookings,
    ManageBookings,
    ViewContacts,
    ManageContacts,
    ViewForms,
    ManageForms,
    ViewInventory,
    ManageInventory,
    ViewReports,
    ManageReports,
    Export,

    /// <summary>Every member, whatever their rights: the shell, Today's frame, their own account.</summary>
    BeMember,
}
