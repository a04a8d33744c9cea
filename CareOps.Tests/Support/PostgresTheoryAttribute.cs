using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A theory that needs PostgreSQL; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.PostgreSql.Missing;
        DisplayName = SystemTools.PostgreSql.NameOfSkipped(test);
    }
}
