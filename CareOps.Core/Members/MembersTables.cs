using CareOps.Core.Data;
using CareOps.Core.Members.Accounts;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Members;

public static class MembersTables
{
    public static DbSet<Invitation> Invitations(this CareOpsDb db) => db.Set<Invitation>();

    public static DbSet<AccountLink> AccountLinks(this CareOpsDb db) => db.Set<AccountLink>();

    public static DbSet<AccountSession> AccountSessions(this CareOpsDb db) => db.Set<AccountSession>();

    public static DbSet<AccountMail> AccountMails(this CareOpsDb db) => db.Set<AccountMail>();
}
