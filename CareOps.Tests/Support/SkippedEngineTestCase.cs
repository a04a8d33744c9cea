using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;

using Xunit.Abstractions;
using Xunit.Sdk;

namespace CareOps.Tests.Support;

/// <summary>
/// A test that is not run on one engine. Its name ends with the reason: <c>dotnet test</c> prints the names of skipped
/// tests and keeps their reasons to itself.
/// </summary>
public sealed class SkippedEngineTestCase : XunitSkippedDataRowTestCase
{
    [Obsolete("For xunit, which fills it in by Deserialize.")]
    [SuppressMessage("Info Code Smell", "S1133", Justification = "Not deprecated: xunit marks the base's the same way.")]
    public SkippedEngineTestCase()
    {
    }

    public SkippedEngineTestCase(
        IMessageSink diagnostics,
        TestMethodDisplay display,
        TestMethodDisplayOptions options,
        ITestMethod method,
        string reason,
        Engine engine)
        : base(diagnostics, display, options, method, reason, [engine])
    {
    }

    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) =>
        $"{base.GetDisplayName(factAttribute, displayName)} [{GetSkipReason(factAttribute)}]";
}
