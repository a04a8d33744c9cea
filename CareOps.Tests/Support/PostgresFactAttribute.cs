using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A fact that needs PostgreSQL; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.PostgreSql.Missing;
        DisplayName = SystemTools.PostgreSql.NameOfSkipped(test);
    }
}
