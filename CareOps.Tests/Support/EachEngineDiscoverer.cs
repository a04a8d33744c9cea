using CareOps.Core.Data;

using Xunit.Abstractions;
using Xunit.Sdk;

namespace CareOps.Tests.Support;

/// <summary>Makes the cases of <see cref="EachEngineAttribute"/>: data can't skip a single row, a discoverer can.</summary>
public sealed class EachEngineDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    private const string WrongParameters = "[EachEngine] is for a test that takes an Engine and nothing else.";

    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        return TakesAnEngine(testMethod)
            ? Enum.GetValues<Engine>().Select(CaseFor)
            : [new ExecutionErrorTestCase(diagnostics, display, options, testMethod, WrongParameters)];

        IXunitTestCase CaseFor(Engine engine) =>
            MissingFor(engine) is { } missing
                ? new SkippedEngineTestCase(diagnostics, display, options, testMethod, missing, engine)
                : new XunitTestCase(diagnostics, display, options, testMethod, [engine]);
    }

    private static bool TakesAnEngine(ITestMethod method) =>
        method.Method.GetParameters().ToList() is [var only] && only.ParameterType.Name == typeof(Engine).FullName;

    private static string? MissingFor(Engine engine) =>
        engine == Engine.Postgres ? SystemTools.PostgreSql.Missing : null;
}
