using System.Data.Common;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Data;

/// <summary>Makes contexts for one engine. Those for reading refuse to write: the database itself says no.</summary>
public interface ICareOpsContexts : IDbContextFactory<CareOpsDb>
{
    /// <summary>A context for one short look, on a connection that stays prepared between its users.</summary>
    CareOpsDb ForReading();

    /// <summary>A context on a transaction that the write door owns.</summary>
    CareOpsDb ForWriting(DbTransaction transaction);

    /// <summary>A context that may change the schema: migrations only.</summary>
    CareOpsDb ForMigrating();
}
