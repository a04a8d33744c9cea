using CareOps.Core.Data.Outbox;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Inbox;

public static class InboxModule
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<InboxQueries>();
        services.AddSingleton<ConversationSearch>();
        services.AddSingleton<ReplyToConversationHandler>();
        services.AddSingleton<AddNoteHandler>();
        services.AddSingleton<StartConversationHandler>();
        services.AddSingleton<ResumeAutomationHandler>();
        services.AddSingleton<SendNowHandler>();
        services.AddSingleton<DropMessageHandler>();
        services.AddSingleton<WaitingQueries>();
        services.AddSingleton<MarkConversationReadHandler>();
        services.AddSingleton<AssignConversationHandler>();
        services.AddSingleton<SnoozeConversationHandler>();
        services.AddSingleton<ResolveConversationHandler>();
        services.AddSingleton<SaveSavedReplyHandler>();
        services.AddSingleton<RemoveSavedReplyHandler>();
        services.AddSingleton<IEventHandler<SnoozeEnded>, SnoozeAlarm>();
        return services;
    }
}
