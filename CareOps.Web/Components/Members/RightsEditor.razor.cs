using CareOps.Core.Members;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Members;

/// <summary>Chooses a role and, for staff, none, view or manage for each area.</summary>
public sealed partial class RightsEditor
{
    private static readonly AccessLevel[] Levels = Enum.GetValues<AccessLevel>();

    /// <summary>Starts the names of its radio buttons: one page may hold two.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public RightsForm Form { get; set; } = null!;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    private static string IconOf(Area area) => area.Name switch
    {
        "Inbox" => "inbox",
        "Bookings" => "calendar",
        "Contacts" => "contacts",
        "Forms" => "forms",
        "Inventory" => "box",
        _ => "chart",
    };

    private Task ChooseAsync(MemberRole role)
    {
        Form.Role = role;
        return OnChanged.InvokeAsync();
    }

    private Task SetAsync(Area area, AccessLevel level)
    {
        Form[area] = level;
        return OnChanged.InvokeAsync();
    }

    private Task LimitAsync(bool isLimited)
    {
        Form.OnlyOwnCalendar = isLimited;
        return OnChanged.InvokeAsync();
    }

    private Task ExportAsync(bool mayExport)
    {
        Form.MayExport = mayExport;
        return OnChanged.InvokeAsync();
    }
}
