using System.Runtime.CompilerServices;

namespace CareOps.Tests.Support;

/// <summary>A fact that needs OpenSMTPD and the right to run it; where either can't be had the test is skipped with the command to type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenSmtpdFactAttribute : FactAttribute
{
    public OpenSmtpdFactAttribute([CallerMemberName] string test = "")
    {
        Skip = SystemTools.OpenSmtpd.Missing;
        DisplayName = SystemTools.OpenSmtpd.NameOfSkipped(test);
    }
}
