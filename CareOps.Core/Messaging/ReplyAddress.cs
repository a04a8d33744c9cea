namespace CareOps.Core.Messaging;

/// <summary>The address at which an answer to one message comes in: it names the message, so that no sender is to be believed.</summary>
public static class ReplyAddress
{
    private const string Prefix = "reply+";

    public static string Of(string token, string domain) => $"{Prefix}{token}@{domain}";

    /// <summary>The token of such an address; null where it is another one.</summary>
    public static string? TokenOf(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at == Prefix.Length + Delivery.ReplyTokenLength
            && address.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && address[Prefix.Length..at].All(char.IsAsciiHexDigit)
                ? address[Prefix.Length..at].ToLowerInvariant()
                : null;
    }
}
