using CareOps.Core.Contacts;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Automation;

internal sealed class RuleConfiguration : IEntityTypeConfiguration<Rule>
{
    public void Configure(EntityTypeBuilder<Rule> builder)
    {
        builder.ToTable("Rules");
        builder.Property(rule => rule.Id).ValueGeneratedNever();
        builder.Property(rule => rule.Name).HasMaxLength(Rule.MaxNameLength);
        builder.Property(rule => rule.Subject).HasMaxLength(Rule.MaxSubjectLength);
        builder.Property(rule => rule.Body).HasMaxLength(Rule.MaxBodyLength);
        builder.HasIndex(rule => new { rule.WorkspaceId, rule.Trigger });
    }
}

internal sealed class AutomationRunConfiguration : IEntityTypeConfiguration<AutomationRun>
{
    public void Configure(EntityTypeBuilder<AutomationRun> builder)
    {
        builder.ToTable("AutomationRuns");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Reason).HasMaxLength(AutomationRun.MaxReasonLength);
        builder.HasIndex(run => new { run.RuleId, run.SubjectId, run.Occurrence }).IsUnique();

        // With the workspace in front: beside another index that starts with it, SQLite can't tell that a message has one run only,
        // and would read all runs of the workspace.
        builder.HasIndex(run => new { run.WorkspaceId, run.MessageId });
        builder.HasIndex(run => new { run.WorkspaceId, run.CreatedAt });
        builder.HasIndex(run => new { run.ContactId, run.CreatedAt });
        builder.HasOne<Rule>().WithMany().HasForeignKey(run => run.RuleId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(run => run.ContactId);
    }
}
