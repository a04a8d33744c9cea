using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A theory that needs Chromium; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.Chromium.Missing;
        DisplayName = SystemTools.Chromium.NameOfSkipped(test);
    }
}
