using System.Net.Mail;
using System.Text.Json.Nodes;

namespace CareOps.Core.Messaging;

/// <summary>The headers by which mail programs keep a conversation together and offer to stop automated mail.</summary>
internal static class MailHeaders
{
    /// <summary>Stable over retries, and known again when an answer names it.</summary>
    public static string MessageIdOf(ProviderConnection connection, Guid messageId) =>
        $"<{messageId:N}@{new MailAddress(connection.FromAddress).Host}>";

    public static JsonObject Of(ProviderConnection connection, OutgoingMessage message)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in Lines(connection, message))
        {
            headers[name] = value;
        }

        return headers;
    }

    public static IEnumerable<(string Name, string Value)> Lines(ProviderConnection connection, OutgoingMessage message)
    {
        yield return ("Message-ID", MessageIdOf(connection, message.MessageId));
        if (message.Earlier.Select(mail => mail.MailId ?? MessageIdOf(connection, mail.Id)).ToList() is [.., var answered] earlier)
        {
            yield return ("In-Reply-To", answered);
            yield return ("References", string.Join(' ', earlier));
        }

        if (message.IsAutomated)
        {
            // RFC 3834: no out-of-office answers. RFC 2369: what a mail program's "unsubscribe" writes to.
            yield return ("Auto-Submitted", "auto-generated");
            var mail = $"<mailto:{message.ReplyTo ?? connection.FromAddress}?subject=unsubscribe>";
            if (message.OneClickUrl is { } url)
            {
                // RFC 8058: with the secret address first, and this beside it, one request is enough.
                yield return ("List-Unsubscribe", $"<{url}>, {mail}");
                yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            else
            {
                yield return ("List-Unsubscribe", mail);
            }
        }
    }
}
