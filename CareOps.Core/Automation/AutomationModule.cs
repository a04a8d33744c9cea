using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Inbox;
using CareOps.Core.Inventory;
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
        services.AddSingleton<IOfferNotices, WaitlistOfferNotice>();
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
        services.AddFormRules();
        services.AddStockRules();
        services.AddSingleton<IEventHandler<NoticeSettled>, RunOutcome>();
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
        services.AddSingleton<TimelineQueries>();
        services.AddTemplates();
        return services;
    }

    private static void AddFormRules(this IServiceCollection services)
    {
        services.AddSingleton<IEventHandler<FormsAsked>, FormNotice>();
        services.AddSingleton<IEventHandler<FormSubmitted>, FormNotice>();
        services.AddSingleton<IEventHandler<FormSent>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<FormSubmitted>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<FormWithdrawn>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<FormAskedAgain>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<FormDueChanged>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<BookingRescheduled>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<BookingCancelled>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<BookingCompleted>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<BookingNoShow>, FormSchedule>();
        services.AddSingleton<IJoinedHandler<BookingReopened>, FormSchedule>();
    }

    private static void AddStockRules(this IServiceCollection services)
    {
        services.AddSingleton<StockWatch>();
        services.AddSingleton<IEventHandler<StockLow>, StockWatch>();
        services.AddSingleton<IEventHandler<StockOut>, StockWatch>();
        services.AddSingleton<IEventHandler<StockEased>, StockWatch>();
        services.AddSingleton<IJoinedHandler<StockEased>, StockWatch>();
        services.AddSingleton<IJoinedHandler<StockRestocked>, StockWatch>();
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
