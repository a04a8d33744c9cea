using CareOps.Core.Contacts;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Messaging;

public static class MessagingModule
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, ProviderAddresses? addresses = null)
    {
        services.AddSingleton<IContactHolder, MessagesOfContact>();
        services.AddSingleton<IMemberHolder, ConversationsOfMember>();
        services.AddSingleton(addresses ?? ProviderAddresses.Public);
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton(static provider => new SmtpProvider
        {
            AllowsPrivateNetworks = provider.GetRequiredService<ProviderAddresses>().AllowsPrivateMailServers,
        });
        services.AddSingleton<IMessageProvider>(static provider => provider.GetRequiredService<SmtpProvider>());
        services.AddSingleton<IMessageProvider, ResendProvider>();
        services.AddSingleton<IMessageProvider, SendGridProvider>();
        services.AddSingleton<IMessageProvider, TwilioProvider>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<AddressHashes>();
        services.AddSingleton<IJoinedHandler<MessageSettled>, MessageAlerts>();
        services.AddSingleton<MessageRules>();
        services.AddSingleton<SuppressionQueries>();
        services.AddSingleton<AllowAgainHandler>();
        services.AddSingleton<SuppressAddressHandler>();
        services.AddSingleton<ProviderChain>();
        services.AddSingleton<WebhookAccounts>();
        services.AddSingleton<DeliveryCallbacks>();
        services.AddSingleton<InboundMessages>();
        services.AddSingleton<ResendInbox>();
        services.AddSingleton<ProviderMedia>();
        services.AddSingleton<AttachmentFetcher>();
        services.AddSingleton<AttachmentQueries>();
        services.AddSingleton<DeliveryDispatcher>();
        services.AddSingleton<MessagingQueries>();
        services.AddSingleton<ConnectSmtpHandler>();
        services.AddSingleton<ConnectResendHandler>();
        services.AddSingleton<ConnectSendGridHandler>();
        services.AddSingleton<ConnectTwilioHandler>();
        services.AddSingleton<EnableConnectionHandler>();
        services.AddSingleton<MoveConnectionHandler>();
        services.AddSingleton<RemoveConnectionHandler>();
        services.AddSingleton<SendTestHandler>();
        services.AddSingleton<TryLocalOutboxHandler>();
        services.AddSingleton<SendInquiryHandler>();
        return services;
    }
}
