using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

namespace CareOps.Web.Components.Settings;

/// <summary>What is typed about a service.</summary>
public sealed class ServiceForm
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public SpanInput Duration { get; set; } = SpanInput.Of(SpanInput.Hour);

    public SpanInput BufferBefore { get; set; } = new();

    public SpanInput BufferAfter { get; set; } = new();

    public SpanInput SlotStep { get; set; } = new();

    public SpanInput MinimumNotice { get; set; } = new();

    public string? HorizonDays { get; set; }

    public SpanInput CancellationWindow { get; set; } = new();

    public SpanInput RescheduleWindow { get; set; } = new();

    public string? Seats { get; set; } = "1";

    /// <summary>Empty for no limit.</summary>
    public string? DailyLimit { get; set; }

    public bool NeedsApproval { get; set; }

    public bool CustomersChooseMember { get; set; } = true;

    public bool HasWaitlist { get; set; } = true;

    public ISet<MemberId> Members { get; } = new HashSet<MemberId>();

    /// <summary>For each need the resources that meet it.</summary>
    public IList<ISet<Guid>> Needs { get; } = [];

    public string? Price { get; set; }

    public ServiceLocation Location { get; set; }

    public string? LocationDetails { get; set; }

    public bool IsActive { get; set; }

    /// <summary>Null for one by its position.</summary>
    public ServiceColour? Colour { get; set; }

    /// <summary>An empty form with what most services start from.</summary>
    public static ServiceForm New()
    {
        var usual = new ServiceDetails(string.Empty, SpanInput.Hour);
        return new ServiceForm
        {
            SlotStep = SpanInput.Of(usual.SlotStepMinutes),
            MinimumNotice = SpanInput.Of(usual.MinimumNoticeMinutes),
            HorizonDays = Typed.Of(usual.HorizonDays),
            CancellationWindow = SpanInput.Of(usual.CancellationWindowMinutes),
            RescheduleWindow = SpanInput.Of(usual.RescheduleWindowMinutes),
            IsActive = usual.IsActive,
        };
    }

    public static ServiceForm Of(
        Service service, string currency, IEnumerable<MemberId> members, IReadOnlyList<IReadOnlyList<Guid>> needs)
    {
        var form = Of(service, currency);
        form.Members.UnionWith(members);
        foreach (var need in needs)
        {
            form.Needs.Add(need.ToHashSet());
        }

        return form;
    }

    private static ServiceForm Of(Service service, string currency) => new()
    {
        Name = service.Name,
        Description = service.Description,
        Duration = SpanInput.Of(service.DurationMinutes),
        BufferBefore = SpanInput.Of(service.BufferBeforeMinutes),
        BufferAfter = SpanInput.Of(service.BufferAfterMinutes),
        SlotStep = SpanInput.Of(service.SlotStepMinutes),
        MinimumNotice = SpanInput.Of(service.MinimumNoticeMinutes),
        HorizonDays = Typed.Of(service.HorizonDays),
        CancellationWindow = SpanInput.Of(service.CancellationWindowMinutes),
        RescheduleWindow = SpanInput.Of(service.RescheduleWindowMinutes),
        Seats = Typed.Of(service.Seats),
        DailyLimit = service.DailyLimit is { } limit ? Typed.Of(limit) : null,
        NeedsApproval = service.NeedsApproval,
        CustomersChooseMember = service.CustomersChooseMember,
        HasWaitlist = service.HasWaitlist,
        Price = PriceText(service.PriceMinor, currency),
        Location = service.Location,
        LocationDetails = service.LocationDetails,
        IsActive = service.IsActive,
        Colour = service.Colour,
    };

    public SaveService Command(Guid? id) => new(
        id,
        Name,
        Description,
        Duration.Minutes,
        BufferBefore.Minutes,
        BufferAfter.Minutes,
        SlotStep.Minutes,
        MinimumNotice.Minutes,
        Typed.Whole(HorizonDays),
        CancellationWindow.Minutes,
        Typed.Amount(Price),
        Location,
        LocationDetails,
        IsActive)
    {
        Members = [.. Members],
        Needs = [.. Needs.Select(static need => (IReadOnlyList<Guid>)[.. need])],
        RescheduleWindowMinutes = RescheduleWindow.Minutes,
        Seats = Typed.Whole(Seats),
        DailyLimit = string.IsNullOrWhiteSpace(DailyLimit) ? null : Typed.Whole(DailyLimit),
        NeedsApproval = NeedsApproval,
        CustomersChooseMember = CustomersChooseMember,
        HasWaitlist = HasWaitlist,
        Colour = Colour,
    };

    public void Choose(MemberId member, bool does)
    {
        if (does)
        {
            Members.Add(member);
        }
        else
        {
            Members.Remove(member);
        }
    }

    public static void Choose(ISet<Guid> need, Guid resource, bool meets)
    {
        if (meets)
        {
            need.Add(resource);
        }
        else
        {
            need.Remove(resource);
        }
    }

    private static string? PriceText(long? minor, string currency) => minor is { } amount
        ? new Money(amount, currency).Major.ToString("F" + Money.Decimals(currency), CultureInfo.InvariantCulture)
        : null;
}
