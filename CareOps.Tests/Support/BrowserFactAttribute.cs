using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A fact that needs Chromium; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.Chromium.Missing;
        DisplayName = SystemTools.Chromium.NameOfSkipped(test);
    }
}
