using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Bookings;

public static class BookingsModule
{
    public static IServiceCollection AddBookings(this IServiceCollection services)
    {
        services.AddSingleton<IWorkspaceSetup, FirstService>();
        services.AddSingleton<SlotQueries>();
        services.AddSingleton<BookingQueries>();
        services.AddSingleton<BookSlotHandler>();
        services.AddSingleton<CancelBookingHandler>();
        services.AddSingleton<CancelOwnBookingHandler>();
        services.AddSingleton<SaveServiceHandler>();
        services.AddSingleton<ChangeHoursHandler>();
        return services;
    }
}
