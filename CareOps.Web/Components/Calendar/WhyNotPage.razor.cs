using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>"Why not this time?": the rules that refuse a time, in plain words, by the same engine that offers and books.</summary>
public sealed partial class WhyNotPage
{
    private IReadOnlyList<Service>? _services;
    private Guid _service;
    private DateTime? _wanted;
    private bool _isIncomplete;
    private IReadOnlyList<SlotExplanation>? _answers;
    private LocalDateTime _asked;
    private string? _askedService;

    /// <summary>A service's id, from a link.</summary>
    [SupplyParameterFromQuery(Name = "service")]
    public string? ServiceText { get; set; }

    /// <summary>A wall time as in 2026-11-23T09:30, from a link.</summary>
    [SupplyParameterFromQuery(Name = "time")]
    public string? TimeText { get; set; }

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) =>
        subject.Kind is nameof(Booking) or nameof(WeeklyHours) or nameof(Service) or nameof(Holiday) or nameof(Resource) or nameof(Workspace);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var services = await Bookings.ServicesAsync(Member.Caller, cancellationToken);
        if (_services is null)
        {
            _service = Guid.TryParse(ServiceText, out var linked) && services.Any(service => service.Id == linked)
                ? linked
                : services.Select(static service => service.Id).FirstOrDefault();
            _wanted = Public.SlotAddress.Start(TimeText)?.ToDateTimeUnspecified();
        }

        _services = services;
        if (_wanted is not null && (_answers is not null || TimeText is not null))
        {
            await ExplainAsync(cancellationToken);
        }
    }

    private Task ChooseAsync(Guid service)
    {
        _service = service;
        return _answers is null ? Task.CompletedTask : AskAsync();
    }

    private async Task AskAsync()
    {
        _isIncomplete = _wanted is null;
        if (!_isIncomplete)
        {
            await ExplainAsync(Closed);
        }
    }

    private async Task ExplainAsync(CancellationToken cancellationToken)
    {
        if (_services!.FirstOrDefault(service => service.Id == _service) is not { } service)
        {
            return;
        }

        _asked = LocalDateTime.FromDateTime(_wanted!.Value);
        _askedService = service.Name;
        _answers = await Slots.ExplainAsync(Member.Caller, Member.Workspace, service, _asked, null, default, cancellationToken);
    }
}
