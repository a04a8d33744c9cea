using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareOps.Core.Messaging;

/// <summary>
/// A mail as JSON with its files in base64, written as it is sent: many large ones under way at once need no more memory than small
/// ones. The same mail is the same bytes each time, as a provider that knows repetitions needs.
/// </summary>
internal sealed class MailBody : HttpContent
{
    private const int PieceLength = 48 * 1024;

    private readonly JsonObject _mail;

    private readonly IReadOnlyList<(OutgoingFile File, JsonObject Fields)> _files;

    /// <param name="mail">All but the files.</param>
    /// <param name="files">Each with the fields that stand beside its content.</param>
    public MailBody(JsonObject mail, IReadOnlyList<(OutgoingFile File, JsonObject Fields)> files)
    {
        (_mail, _files) = (mail, files);
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        using var frame = new MemoryStream();
        using (var writer = new Utf8JsonWriter(frame))
        {
            Begin(writer);
            foreach (var (_, fields) in _files)
            {
                BeginFile(writer, fields);
                EndFile(writer);
            }

            End(writer);
        }

        // Base64 makes four characters of three bytes (RFC 4648).
        length = frame.Length + _files.Sum(static file => (file.File.Size + 2) / 3 * 4);
        return true;
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(stream);
        Begin(writer);
        foreach (var (file, fields) in _files)
        {
            BeginFile(writer, fields);
            await WriteContentAsync(writer, file, cancellationToken);
            EndFile(writer);
        }

        End(writer);
        await writer.FlushAsync(cancellationToken);
    }

    private void Begin(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer, _mail);
        if (_files.Count > 0)
        {
            writer.WriteStartArray("attachments");
        }
    }

    private void End(Utf8JsonWriter writer)
    {
        if (_files.Count > 0)
        {
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void BeginFile(Utf8JsonWriter writer, JsonObject fields)
    {
        writer.WriteStartObject();
        WriteFields(writer, fields);
        writer.WritePropertyName("content");
    }

    private static void EndFile(Utf8JsonWriter writer)
    {
        writer.WriteBase64StringSegment([], isFinalSegment: true);
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            value!.WriteTo(writer);
        }
    }

    private static async Task WriteContentAsync(Utf8JsonWriter writer, OutgoingFile file, CancellationToken cancellationToken)
    {
        await using var content = file.Open();
        var piece = new byte[PieceLength];
        while (await content.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            writer.WriteBase64StringSegment(piece.AsSpan(0, read), isFinalSegment: false);
            await writer.FlushAsync(cancellationToken);
        }
    }
}
