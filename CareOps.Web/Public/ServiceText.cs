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

    /// <summary>Where it takes place, as everyone may know it before booking: a video link is for those who booked.</summary>
    public static string Place(Service service, Workspace business) => service.Location switch
    {
        ServiceLocation.Phone => "By phone",
        ServiceLocation.Video => "By video",
        _ => service.LocationDetails ?? business.StreetAddress ?? "In person",
    };

    /// <summary>Where it takes place, for those who booked.</summary>
    public static string PlaceOfBooking(Service service, Workspace business) => service switch
    {
        { Location: ServiceLocation.Phone, LocationDetails: { } details } => $"By phone, {details}",
        { Location: ServiceLocation.Video, LocationDetails: { } details } => details,
        _ => Place(service, business),
    };

    public static string PlaceIcon(Service service) => service.Location switch
    {
        ServiceLocation.Phone => "phone",
        ServiceLocation.Video => "video",
        _ => "pin",
    };

    public static string Cancelling(Service service) => service.CancellationWindowMinutes == 0
        ? "You can cancel until it starts."
        : $"You can cancel until {Say.Minutes(service.CancellationWindowMinutes)} before.";
}
