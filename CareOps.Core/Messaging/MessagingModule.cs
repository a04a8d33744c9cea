using CareOps.Core.Contacts;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Messaging;

public static class MessagingModule
{
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<IContactHolder, MessagesOfContact>();
        services.AddSingleton<IEmailProvider, SmtpProvider>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<ProviderChain>();
        services.AddSingleton<DeliveryDispatcher>();
        services.AddSingleton<MessagingQueries>();
        services.AddSingleton<ConnectSmtpHandler>();
        services.AddSingleton<SendTestEmailHandler>();
        services.AddSingleton<SendInquiryHandler>();
        return services;
    }
}
