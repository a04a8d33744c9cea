using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>What customers can book.</summary>
public sealed partial class ServicesPage
{
    private HashSet<Guid> _withoutHours = [];

    private IReadOnlyList<Service>? _services;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Service) or nameof(WeeklyHours) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var services = await Bookings.ServicesAsync(Member.Caller, cancellationToken);
        var teams = await Bookings.TeamsAsync(Member.Caller, cancellationToken);
        var withHours = new HashSet<MemberId>();
        foreach (var member in teams.SelectMany(static team => team).Distinct())
        {
            if ((await Bookings.HoursAsync(Member.Caller, member, cancellationToken)).Count > 0)
            {
                withHours.Add(member);
            }
        }

        _withoutHours = [.. services.Select(static service => service.Id).Where(id => !teams[id].Any(withHours.Contains))];
        _services = services;
    }

    /// <summary>"In person · 2 h notice".</summary>
    private static string Terms(Service service)
    {
        var place = service.Location switch
        {
            ServiceLocation.Phone => "By phone",
            ServiceLocation.Video => "By video",
            _ => "In person",
        };
        return service.MinimumNoticeMinutes == 0 ? place : $"{place} · {Say.Minutes(service.MinimumNoticeMinutes)} notice";
    }

    private string? PriceOf(Service service) =>
        service.PriceMinor is { } minor ? new Money(minor, Member.Workspace.Currency).ToString() : null;
}
