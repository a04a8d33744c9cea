using CareOps.Tests.Support;

namespace CareOps.Tests.Browser;

/// <summary>What members work with.</summary>
public sealed class EveryMemberScreenTests(SharedSite shared) : EveryScreenTests(shared)
{
    [BrowserTheory]
    [MemberData(nameof(Members))]
    public Task Nothing_is_found_wrong_with(string screen) => NothingIsFoundAsync(screen);
}
