using System.Text;
using System.Text.Json;

using CareOps.Core.Files;
using CareOps.Core.Messaging;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CareOps.Web.Webhooks;

/// <summary>What SendGrid sends: twilio.com/docs/sendgrid/for-developers/tracking-events/event and …/parsing-email/setting-up-the-inbound-parse-webhook.</summary>
internal static class SendGridCallback
{
    private const int MostFields = 50;

    /// <returns>Null where the body is no list of events.</returns>
    public static IReadOnlyList<DeliveryNews>? NewsIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(NewsOf).OfType<DeliveryNews>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null where the body is no mail.</returns>
    public static async Task<InboundMail?> MailInAsync(string contentType, byte[] body, CancellationToken cancellationToken)
    {
        if (await PartsAsync(contentType, body, cancellationToken) is not var (fields, files) || !fields.TryGetValue("from", out var from) || !fields.TryGetValue("headers", out var block))
        {
            return null;
        }

        var mail = new InboundMail(
            string.Empty, from, Recipients(fields), fields.GetValueOrDefault("subject"), fields.GetValueOrDefault("text"), fields.GetValueOrDefault("html"))
            .WithHeaders(MailText.HeadersIn(block));

        // SendGrid gives received mail no id of its own; its Message-ID is the same in each repetition, and so is the rest.
        var id = mail.MailId ?? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{block}\n{mail.Text}\n{mail.Html}")));
        return mail with { ProviderId = $"mail {id}", Files = files };
    }

    private static DeliveryNews? NewsOf(JsonElement happened) =>
        JsonText.Of(happened, "sg_event_id") is { } id && JsonText.Of(happened, "delivery") is { } key
            ? JsonText.Of(happened, "event") switch
            {
                "processed" or "deferred" => new DeliveryNews(id, key, DeliveryVerdict.Sent),
                "delivered" => new DeliveryNews(id, key, DeliveryVerdict.Delivered),
                "bounce" when JsonText.Of(happened, "type") == "blocked" => new DeliveryNews(
                    id, key, DeliveryVerdict.Failed, "The customer's mail server refused this mail for now. Try again later."),
                "bounce" => new DeliveryNews(
                    id, key, DeliveryVerdict.Failed, "The mail came back: this address doesn't exist or takes no mail.", SuppressionReason.Bounced),
                "dropped" => new DeliveryNews(
                    id, key, DeliveryVerdict.Failed, "SendGrid did not send this: the address is on its list of addresses that get nothing."),
                "spamreport" => new DeliveryNews(id, key, DeliveryVerdict.Unchanged, Suppresses: SuppressionReason.Complained),
                "unsubscribe" or "group_unsubscribe" => new DeliveryNews(id, key, DeliveryVerdict.Unchanged, Suppresses: SuppressionReason.Stopped),
                _ => null,
            }
            : null;

    private static async Task<(Dictionary<string, string> Fields, IReadOnlyList<InboundFile> Files)?> PartsAsync(string contentType, byte[] body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        var fields = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var files = new List<InboundFile>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.AsFileSection() is { FileStream: { } content } file)
                {
                    if (files.Count < MostFields)
                    {
                        files.Add(new InboundFile(file.FileName) { Content = await StartAsync(content, cancellationToken) });
                    }
                }
                else if (section.AsFormDataSection() is { } field && fields.Count < MostFields)
                {
                    var value = new MemoryStream();
                    await section.Body.CopyToAsync(value, cancellationToken);
                    fields[field.Name] = value.ToArray();
                }
            }

            return (Read(fields), files);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null;
        }
    }

    // A mail's own character sets, handed over as they came: "charsets" says which field is in which.
    private static Dictionary<string, string> Read(Dictionary<string, byte[]> fields)
    {
        var sets = JsonText.All(fields.TryGetValue("charsets", out var said) ? Encoding.UTF8.GetString(said) : null);
        return fields.ToDictionary(
            static field => field.Key, field => EncodingOf(sets.GetValueOrDefault(field.Key)).GetString(field.Value), StringComparer.Ordinal);
    }

    private static Encoding EncodingOf(string? name)
    {
        try
        {
            return name is null ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // One that nobody knows: what is plain in it can still be read.
            return Encoding.UTF8;
        }
    }

    // As much as shows that it is too large.
    private static async Task<ReadOnlyMemory<byte>> StartAsync(Stream content, CancellationToken cancellationToken)
    {
        var start = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (start.Length <= FileStore.MostBytes && await content.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            await start.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }

        return start.GetBuffer().AsMemory(0, (int)start.Length);
    }

    private static IReadOnlyList<string> Recipients(IReadOnlyDictionary<string, string> fields)
    {
        try
        {
            using var envelope = JsonDocument.Parse(fields.GetValueOrDefault("envelope", "{}"));
            return JsonText.List(envelope.RootElement, "to");
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
