using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
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
