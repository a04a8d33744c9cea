using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace CareOps.Core.Foundation;

/// <summary>
/// Whether an address is one of the public Internet, by IANA's special-purpose registries. What is inside this machine or its network
/// must not be reached through an address that someone types, or that a name of theirs suddenly points to.
/// </summary>
[SuppressMessage("Security", "S1313", Justification = "The blocks are those of the registries.")]
public static class NetworkGuard
{
    // https://www.iana.org/assignments/iana-ipv4-special-registry, multicast and the reserved last block.
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(static network => IPNetwork.Parse(network)),
    ];

    // https://www.iana.org/assignments/iana-ipv6-special-registry. Of IPv6 only 2000::/3 is global at all.
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(static network => IPNetwork.Parse(network))];

    // An IPv4 address in its last four bytes is reached through it.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly string[] InternalNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet"];

    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !SpecialV4.Any(network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        var plain = new IPAddress(address.GetAddressBytes());
        return Translated.Contains(plain)
            ? IsPublic(new IPAddress(address.GetAddressBytes()[12..]))
            : GlobalV6.Contains(plain) && !SpecialV6.Any(network => network.Contains(plain));
    }

    /// <summary>Whether a name, by itself, is of a private network: what can be said without asking anyone.</summary>
    public static bool IsPublicName(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return IPAddress.TryParse(name, out var address)
            ? IsPublic(address)
            : name.Contains('.', StringComparison.Ordinal) && !InternalNames.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
