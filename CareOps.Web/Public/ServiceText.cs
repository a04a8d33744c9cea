using CareOps.Core.Bookings;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Public;

/// <summary>What customers read of a service.</summary>
public static class ServiceText
{
    /// <summary>"45 min", and where it is by phone or video, that too.</summary>
    public static string Terms(Service service) => service.Location switch
    {
        ServiceLocation.Phone => $"{Say.Minutes(service.DurationMinutes)} · by phone",
        ServiceLocation.Video => $"{Say.Minutes(service.DurationMinutes)} · by video",
        _ => Say.Minutes(service.DurationMinutes),
    };

    /// <summary>Null where the owner shows no price.</summary>
    public static string? Price(Service service, Workspace business) => service.PriceMinor switch
    {
        null => null,
        0 => "Free of charge",
        { } price => new Money(price, business.Currency).ToString(),
    };

    public static string PlaceIcon(Service service) => service.Location switch
    {
        ServiceLocation.Phone => "phone",
        ServiceLocation.Video => "video",
        _ => "pin",
    };

    public const string Approval = "The business confirms each request";

    /// <summary>With whom: the one who was chosen or does it alone, else how many there are to choose from.</summary>
    public static string? Who(ServicePage page) => (page.With, page.Members) switch
    {
        ({ } chosen, _) => $"with {chosen.Name}",
        (_, []) => null,
        (_, [var only]) => $"with {only.Name}",
        (_, [var one, var other]) => $"with {one.Name} or {other.Name}",
        (_, var team) => $"with one of {team.Count} people",
    };

    /// <summary>Until when a customer may change their mind.</summary>
    public static string Windows(Service service) => (service.RescheduleWindowMinutes, service.CancellationWindowMinutes) switch
    {
        (0, 0) => "You can reschedule or cancel until it starts.",
        var (move, cancel) when move == cancel => $"You can reschedule or cancel until {Say.Minutes(cancel)} before.",
        var (move, cancel) => $"You can reschedule until {Until(move)} and cancel until {Until(cancel)}.",
    };

    private static string Until(int minutes) => minutes == 0 ? "it starts" : $"{Say.Minutes(minutes)} before";
}
