using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A theory that needs an SMTP server; without one the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.SmtpPython.Missing;
        DisplayName = SystemTools.SmtpPython.NameOfSkipped(test);
    }
}
