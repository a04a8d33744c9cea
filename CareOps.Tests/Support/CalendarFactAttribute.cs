using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A fact that needs a reader of calendar files; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CalendarFactAttribute : FactAttribute
{
    public CalendarFactAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.CalendarPython.Missing;
        DisplayName = SystemTools.CalendarPython.NameOfSkipped(test);
    }
}
