using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A fact that needs an SMTP server; where it can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.SmtpPython.Missing;
        DisplayName = SystemTools.SmtpPython.NameOfSkipped(test);
    }
}
