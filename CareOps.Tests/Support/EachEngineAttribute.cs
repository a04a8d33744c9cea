using CareOps.Core.Data;

using Xunit.Sdk;

namespace CareOps.Tests.Support;

/// <summary>
/// Runs a test that takes an <see cref="Engine"/> once on each. Where PostgreSQL can't be had, that one is skipped with
/// the command to type.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CareOps.Tests.Support.EachEngineDiscoverer", "CareOps.Tests")]
public sealed class EachEngineAttribute : FactAttribute;
