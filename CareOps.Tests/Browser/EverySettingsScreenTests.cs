using CareOps.Tests.Support;

namespace CareOps.Tests.Browser;

/// <summary>What owners set up.</summary>
public sealed class EverySettingsScreenTests(SharedSite shared) : EveryScreenTests(shared)
{
    [BrowserTheory]
    [MemberData(nameof(Owners))]
    public Task Nothing_is_found_wrong_with(string screen) => NothingIsFoundAsync(screen);
}
