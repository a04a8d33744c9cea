using System.Text;

using CareOps.Core.Contacts;

namespace CareOps.Web.Components.Contacts;

/// <summary>What the list's address says.</summary>
/// <param name="Root">The list's path.</param>
/// <param name="Filter">Which contacts, in which order.</param>
public sealed record ContactsAddress(string Root, ContactFilter Filter)
{
    private const string ByName = "name";

    public bool IsNarrowed => Filter.Search is not null || Filter.Tag is not null;

    public string Url
    {
        get
        {
            var url = new StringBuilder(Root).Append(Filter.IsByName ? "?order=name" : "?order=activity");
            if (Filter.Search is { } search)
            {
                url.Append("&q=").Append(Uri.EscapeDataString(search));
            }

            return (Filter.Tag is { } tag ? url.Append("&tag=").Append(Uri.EscapeDataString(tag)) : url).ToString();
        }
    }

    public static bool IsOrderedByName(string? word) => word == ByName;
}
