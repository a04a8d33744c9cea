using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation;

public static class AutomationTables
{
    public static DbSet<Rule> Rules(this CareOpsDb db) => db.Set<Rule>();

    public static DbSet<AutomationRun> AutomationRuns(this CareOpsDb db) => db.Set<AutomationRun>();
}
