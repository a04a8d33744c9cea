using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Inbox;

public static class InboxModule
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<InboxQueries>();
        services.AddSingleton<ReplyToConversationHandler>();
        services.AddSingleton<AddNoteHandler>();
        services.AddSingleton<StartConversationHandler>();
        services.AddSingleton<ResumeAutomationHandler>();
        services.AddSingleton<SendNowHandler>();
        services.AddSingleton<MarkConversationReadHandler>();
        return services;
    }
}
