using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Data.Outbox;

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    private const string Waiting = "\"ProcessedAt\" IS NULL AND \"DeadAt\" IS NULL";

    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.ToTable("OutboxEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Name).HasMaxLength(80);
        builder.Property(e => e.LastError).HasMaxLength(500);
        builder.HasIndex(e => new { e.DueAt, e.Id }, "IX_OutboxEvents_Waiting").HasFilter(Waiting);
        builder.HasIndex(e => new { e.SubjectId, e.Id }, "IX_OutboxEvents_WaitingOfSubject").HasFilter(Waiting);
        builder.HasIndex(e => new { e.Workspace, e.OccurredAt });
        builder.HasIndex(e => new { e.Workspace, e.DeadAt }, "IX_OutboxEvents_Failed").HasFilter("\"DeadAt\" IS NOT NULL");
    }
}
