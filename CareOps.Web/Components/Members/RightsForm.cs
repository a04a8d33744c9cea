using CareOps.Core.Foundation;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Members;

/// <summary>What an owner is about to give somebody: typed, not yet saved.</summary>
public sealed class RightsForm
{
    private readonly Dictionary<Area, AccessLevel> _levels;

    private RightsForm(MemberRole role, Rights rights)
    {
        Role = role;
        _levels = RightsText.Areas.ToDictionary(static area => area, area => RightsText.LevelOf(rights, area));
        OnlyOwnCalendar = rights.OnlyOwnCalendar;
        MayExport = rights.Has(Right.Export);
    }

    public MemberRole Role { get; set; }

    public bool OnlyOwnCalendar { get; set; }

    public bool MayExport { get; set; }

    public bool IsOwner => Role == MemberRole.Owner;

    public AccessLevel this[Area area]
    {
        get => _levels[area];
        set => _levels[area] = value;
    }

    public Rights Rights => Core.Foundation.Rights.Of([.. Given()]).LimitedToOwnCalendar(OnlyOwnCalendar);

    public static RightsForm Of(MemberRole role, Rights rights) =>
        role == MemberRole.Owner ? new RightsForm(role, Core.Foundation.Rights.Staff) : new RightsForm(role, rights);

    /// <summary>What somebody new starts with.</summary>
    public static RightsForm ForStaff() => new(MemberRole.Staff, Core.Foundation.Rights.Staff);

    private IEnumerable<Right> Given()
    {
        foreach (var (area, level) in _levels)
        {
            if (level != AccessLevel.None)
            {
                yield return level == AccessLevel.Manage ? area.Manage : area.View;
            }
        }

        if (MayExport)
        {
            yield return Right.Export;
        }
    }
}
