namespace CareOps.Core.Data;

/// <summary>The database a deployment runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}
