namespace CareOps.Tests.Support;

/// <summary>The databases CareOps runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}
