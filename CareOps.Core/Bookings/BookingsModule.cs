using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Bookings;

public static class BookingsModule
{
    public static IServiceCollection AddBookings(this IServiceCollection services)
    {
        services.AddSingleton<IContactHolder, BookingsOfContact>();
        services.AddSingleton<IMemberHolder, BookingsOfMember>();
        services.AddSingleton<IWorkspaceSetup, FirstService>();
        services.AddSingleton<IRetained, ExpiredHolds>();
        services.AddSingleton<SlotQueries>();
        services.AddSingleton<BookingQueries>();
        services.AddSingleton<CalendarQueries>();
        services.AddSingleton<BookSlotHandler>();
        services.AddSingleton<CancelBookingHandler>();
        services.AddSingleton<CancelOwnBookingHandler>();
        services.AddSingleton<CancelSeriesHandler>();
        services.AddSingleton<RevokeBookingLinkHandler>();
        services.AddSingleton<RenewBookingLinkHandler>();
        services.AddSingleton<HoldSlotHandler>();
        services.AddSingleton<ReleaseHoldHandler>();
        services.AddSingleton<RescheduleOwnBookingHandler>();
        services.AddSingleton<CreateBookingHandler>();
        services.AddSingleton<MoveBookingHandler>();
        services.AddSingleton<UndoMoveHandler>();
        services.AddSingleton<MoveSessionHandler>();
        services.AddSingleton<UndoSessionMoveHandler>();
        services.AddSingleton<DecideSessionNoticeHandler>();
        services.AddSingleton<ConfirmBookingsHandler>();
        services.AddSingleton<MarkArrivedHandler>();
        services.AddSingleton<CompleteBookingHandler>();
        services.AddSingleton<MarkNoShowHandler>();
        services.AddSingleton<ReopenBookingHandler>();
        services.AddSingleton<UndoCancelHandler>();
        services.AddSingleton<DecideNoticeHandler>();
        services.AddSingleton<SaveServiceHandler>();
        services.AddSingleton<ChangeHoursHandler>();
        services.AddSingleton<SetDayHoursHandler>();
        services.AddSingleton<BlockTimeHandler>();
        services.AddSingleton<RemoveTimeOffHandler>();
        services.AddSingleton<SaveHolidayHandler>();
        services.AddSingleton<RemoveHolidayHandler>();
        services.AddSingleton<SaveResourceHandler>();
        services.AddSingleton<BookSeriesHandler>();
        services.AddSingleton<JoinWaitlistHandler>();
        services.AddSingleton<AcceptOfferHandler>();
        services.AddSingleton<DeclineOfferHandler>();
        services.AddSingleton<LeaveWaitlistHandler>();
        services.AddSingleton<RemoveFromWaitlistHandler>();
        services.AddSingleton<UndoRemovalHandler>();
        services.AddSingleton<WaitlistQueries>();
        services.AddSingleton<IJoinedHandler<BookingConfirmed>, PendingAlerts>();
        services.AddSingleton<IJoinedHandler<BookingCancelled>, PendingAlerts>();
        services.AddSingleton<IJoinedHandler<BookingReopened>, PendingAlerts>();
        services.AddSingleton<IEventHandler<TimeFreed>, WaitlistOffers>();
        services.AddSingleton<WaitlistSweep>();
        services.AddSingleton<IEventHandler<WaitlistOfferEnded>, WaitlistOffers>();
        return services;
    }
}
