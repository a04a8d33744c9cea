using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Members;

/// <summary>Rights as people choose and read them: none, view or manage for each area.</summary>
public static class RightsText
{
    /// <summary>The areas in the order of the navigation.</summary>
    public static readonly IReadOnlyList<Area> Areas =
    [
        new("Inbox", Right.ViewInbox, Right.ManageInbox),
        new("Bookings", Right.ViewBookings, Right.ManageBookings),
        new("Contacts", Right.ViewContacts, Right.ManageContacts),
        new("Forms", Right.ViewForms, Right.ManageForms),
        new("Inventory", Right.ViewInventory, Right.ManageInventory),
        new("Reports", Right.ViewReports, Right.ManageReports),
    ];

    public static AccessLevel LevelOf(Rights rights, Area area)
    {
        if (rights.Has(area.Manage))
        {
            return AccessLevel.Manage;
        }

        return rights.Has(area.View) ? AccessLevel.View : AccessLevel.None;
    }

    /// <summary>"Inbox and bookings; sees contacts".</summary>
    public static string Summary(MemberRole role, Rights rights)
    {
        if (role == MemberRole.Owner)
        {
            return "Everything, settings and members included";
        }

        var managed = Names(rights, AccessLevel.Manage);
        var seen = Names(rights, AccessLevel.View);
        var parts = new List<string>();
        if (managed.Count > 0)
        {
            parts.Add($"Manages {Listed(managed)}");
        }

        if (seen.Count > 0)
        {
            parts.Add($"{(parts.Count == 0 ? "Sees" : "sees")} {Listed(seen)}");
        }

        if (rights.OnlyOwnCalendar && rights.Has(Right.ViewBookings))
        {
            parts.Add("own calendar only");
        }

        if (rights.Has(Right.Export))
        {
            parts.Add("may export");
        }

        return parts.Count == 0 ? "Today only" : string.Join("; ", parts);
    }

    /// <summary>As the log keeps them.</summary>
    internal static object Audited(MemberRole role, Rights rights) => new
    {
        Role = role.ToString(),
        Areas = Areas.ToDictionary(static area => area.Name, area => LevelOf(rights, area).ToString(), StringComparer.Ordinal),
        rights.OnlyOwnCalendar,
        MayExport = rights.Has(Right.Export),
    };

    private static List<string> Names(Rights rights, AccessLevel level) =>
        [.. Areas.Where(area => LevelOf(rights, area) == level).Select(static area => area.Name.ToLowerInvariant())];

    private static string Listed(List<string> names) => names.Count switch
    {
        1 => names[0],
        _ when names.Count == Areas.Count => "all areas",
        _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
    };
}

/// <summary>A part of the product that rights are given for.</summary>
public sealed record Area(string Name, Right View, Right Manage);

public enum AccessLevel
{
    None,
    View,
    Manage,
}
