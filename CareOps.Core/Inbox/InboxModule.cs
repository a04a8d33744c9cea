using CareOps.Core.Data.Outbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

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
        services.AddSingleton<SaveDraftHandler>();
        services.AddSingleton<AttachFileHandler>();
        services.AddSingleton<RemoveAttachmentHandler>();
        services.AddSingleton<ScheduleReplyHandler>();
        services.AddSingleton<RescheduleReplyHandler>();
        services.AddSingleton<CancelScheduledReplyHandler>();
        services.AddSingleton<SendScheduledReplyHandler>();
        services.AddSingleton<ReadMentionsHandler>();
        services.AddSingleton<IConversationHolder, InboxOfConversation>();
        services.AddSingleton<IMemberHolder, InboxOfMember>();
        services.AddSingleton<IEventHandler<SnoozeEnded>, SnoozeAlarm>();
        services.AddSingleton<IEventHandler<ReplyDue>, ReplyAlarm>();
        return services;
    }
}
