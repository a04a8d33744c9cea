using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Bookings;

public static class BookingLinksModule
{
    /// <summary>Calendar feeds and shared booking links: what others reach by a secret address that is not a booking's.</summary>
    public static IServiceCollection AddBookingLinks(this IServiceCollection services)
    {
        services.AddSingleton<MakeCalendarFeedHandler>();
        services.AddSingleton<StopCalendarFeedHandler>();
        services.AddSingleton<CalendarFeedQueries>();
        services.AddSingleton<ShareBookingLinkHandler>();
        services.AddSingleton<PrefillQueries>();
        return services;
    }
}
