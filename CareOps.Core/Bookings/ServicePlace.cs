using CareOps.Core.Workspaces;

namespace CareOps.Core.Bookings;

/// <summary>Where a service takes place, in words.</summary>
public static class ServicePlace
{
    /// <summary>As everyone may know it before booking: a video link is for those who booked.</summary>
    public static string ForEveryone(Service service, Workspace business) => service.Location switch
    {
        ServiceLocation.Phone => "By phone",
        ServiceLocation.Video => "By video",
        _ => service.LocationDetails ?? business.StreetAddress ?? "In person",
    };

    public static string ForThoseWhoBooked(Service service, Workspace business) => service switch
    {
        { Location: ServiceLocation.Phone, LocationDetails: { } details } => $"By phone, {details}",
        { Location: ServiceLocation.Video, LocationDetails: { } details } => details,
        _ => ForEveryone(service, business),
    };
}
