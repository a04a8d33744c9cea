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
        builder.Property(rule => rule.Timing).HasMaxLength(Rule.MaxTimingLength);
        builder.Property(rule => rule.ForServices).HasMaxLength(Rule.MaxServicesLength);
        builder.Property(rule => rule.ForTags).HasMaxLength(Rule.MaxTagsLength);
        builder.Ignore(rule => rule.Kind);
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
        builder.HasIndex(run => new { run.RuleId, run.SubjectId, run.Occurrence, run.Offset }).IsUnique();

        // With the workspace in front: beside another index that starts with it, SQLite can't tell that a message has one run only,
        // and would read all runs of the workspace.
        builder.HasIndex(run => new { run.WorkspaceId, run.MessageId });
        builder.HasIndex(run => new { run.WorkspaceId, run.StatusAt, run.Id });
        builder.HasIndex(run => new { run.RuleId, run.StatusAt, run.Id });
        builder.HasIndex(run => new { run.ContactId, run.CreatedAt });
        builder.HasIndex(run => run.SubjectId);

        // What waits, and nothing else: looking for what is due costs the same however many runs there were.
        builder.HasIndex(run => new { run.DueAt, run.Id }, "IX_AutomationRuns_Due").HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(run => new { run.RuleId, run.DueAt }, "IX_AutomationRuns_DueOfRule").HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasOne<Rule>().WithMany().HasForeignKey(run => run.RuleId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(run => run.ContactId).OnDelete(DeleteBehavior.Cascade);
    }
}
