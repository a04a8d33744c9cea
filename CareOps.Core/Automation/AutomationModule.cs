using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Automation;

public static class AutomationModule
{
    public static IServiceCollection AddAutomation(this IServiceCollection services)
    {
        services.AddSingleton<IContactHolder, RunsOfContact>();
        services.AddSingleton<IWorkspaceSetup, FirstRules>();
        services.AddSingleton<IEventHandler<ContactCreated>, Welcome>();
        services.AddSingleton<IEventHandler<BookingCreated>, BookingConfirmation>();
        services.AddSingleton<IEventHandler<BookingNoticeDue>, BookingNotice>();
        services.AddSingleton<IEventHandler<WaitlistTimeOffered>, WaitlistOfferNotice>();
        services.AddSingleton<IEventHandler<MessageSettled>, RunOutcome>();
        services.AddSingleton<IEventHandler<BookingCreated>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingConfirmed>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingRescheduled>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingCancelled>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingCompleted>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingNoShow>, BookingSchedule>();
        services.AddSingleton<IJoinedHandler<BookingReopened>, BookingSchedule>();
        services.AddSingleton<IEventHandler<MessageReceived>, Unanswered>();
        services.AddSingleton<IJoinedHandler<StaffReplied>, Unanswered>();
        services.AddSingleton<IJoinedHandler<ConversationResolved>, Unanswered>();
        services.AddSingleton<IEventHandler<RuleChanged>, RuleChangeWork>();
        services.AddSingleton<SaveRuleHandler>();
        services.AddSingleton<SwitchRuleHandler>();
        services.AddSingleton<CopyRuleHandler>();
        services.AddSingleton<RemoveRuleHandler>();
        services.AddSingleton<DueRuns>();
        services.AddSingleton<AutomationSweep>();
        services.AddSingleton<RuleQueries>();
        services.AddSingleton<SimulationQueries>();
        services.AddSingleton<AutomationQueries>();
        services.AddTemplates();
        return services;
    }

    private static void AddTemplates(this IServiceCollection services)
    {
        services.AddSingleton<TemplateQueries>();
        services.AddSingleton<SaveTemplateTextHandler>();
        services.AddSingleton<RestoreTemplateTextHandler>();
        services.AddSingleton<CreateTemplateHandler>();
        services.AddSingleton<RenameTemplateHandler>();
        services.AddSingleton<ArchiveTemplateHandler>();
        services.AddSingleton<UseTemplateHandler>();
        services.AddSingleton<SendTemplateTestHandler>();
    }
}
