using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Onboarding;

internal sealed class SetupConfiguration : IEntityTypeConfiguration<Setup>
{
    public void Configure(EntityTypeBuilder<Setup> builder)
    {
        builder.ToTable("Setups");
        builder.HasKey(setup => setup.WorkspaceId);
        builder.Property(setup => setup.WorkspaceId).ValueGeneratedNever();
        builder.Property(setup => setup.Industry).HasMaxLength(Industry.MaxKeyLength);
    }
}

internal sealed class SetupPartConfiguration : IEntityTypeConfiguration<SetupPart>
{
    public void Configure(EntityTypeBuilder<SetupPart> builder)
    {
        builder.ToTable("SetupParts");
        builder.HasKey(part => new { part.WorkspaceId, part.Name });
        builder.Property(part => part.Name).HasMaxLength(SetupPart.MaxNameLength);
    }
}

public static class SetupTables
{
    public static DbSet<Setup> Setups(this CareOpsDb db) => db.Set<Setup>();

    public static DbSet<SetupPart> SetupParts(this CareOpsDb db) => db.Set<SetupPart>();

    /// <summary>The set-up of this workspace; one that is older than the set-up begins it now.</summary>
    internal static async Task<Setup> SetupAsync(this CareOpsDb db, CancellationToken cancellationToken)
    {
        await db.LockAsync($"setup:{db.Workspace}", cancellationToken);
        if (await db.Setups().SingleOrDefaultAsync(cancellationToken) is { } setup)
        {
            return setup;
        }

        setup = Setup.Begin(db);
        db.Add(setup);
        await db.SaveChangesAsync(cancellationToken);
        return setup;
    }
}
