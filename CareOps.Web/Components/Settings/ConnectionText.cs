using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Settings;

/// <summary>How connections are called.</summary>
public static class ConnectionText
{
    public static string NameOf(ProviderKind kind) => kind == ProviderKind.Smtp ? "SMTP" : kind.ToString();

    /// <summary>"smtp.example.org, from hello@example.org".</summary>
    public static string AboutOf(ProviderConnection connection) => connection.Kind switch
    {
        ProviderKind.Smtp => $"{connection.Host}, from {connection.FromAddress}",
        ProviderKind.Twilio when connection.FromAddress.StartsWith("MG", StringComparison.Ordinal) => "From your messaging service",
        _ => $"From {connection.FromAddress}",
    };

    public static string IconOf(Channel channel) => channel == Channel.Sms ? "sms" : "mail";
}
