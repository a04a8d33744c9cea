using CareOps.Tests.Support;

namespace CareOps.Tests.Browser;

/// <summary>What people see who are not signed in.</summary>
public sealed class EveryPublicScreenTests(SharedSite shared) : EveryScreenTests(shared)
{
    [BrowserTheory]
    [MemberData(nameof(Visitors))]
    public Task Nothing_is_found_wrong_with(string screen) => NothingIsFoundAsync(screen);
}
