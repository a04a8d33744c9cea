using System.Runtime.InteropServices;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

namespace CareOps.Core.Messaging;

/// <summary>A file that a received message brings, or where the provider has it.</summary>
/// <param name="Name">What its sender calls it; null where they don't say.</param>
public sealed record InboundFile(string? Name)
{
    /// <summary>Where it came along.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Where it is to be fetched, in the provider's own terms.</summary>
    public string? Source { get; init; }
}

/// <summary>
/// The files of one received message, looked at and brought to the disk before the transaction that names them. What is not kept
/// stands in the thread with its reason.
/// </summary>
internal sealed class IncomingFiles
{
    private readonly List<Func<CareOpsDb, Message, Attachment>> _attachments = [];

    private readonly List<KeptFile> _kept = [];

    /// <returns>The error where the server can't keep files now: the provider hands the message over again later.</returns>
    public static async Task<Result<IncomingFiles>> KeepAsync(
        FileStore store, Guid connectionId, IReadOnlyList<InboundFile> files, CancellationToken cancellationToken)
    {
        var incoming = new IncomingFiles();
        var size = 0L;
        foreach (var (number, file) in files.Index())
        {
            var name = FileNames.Clean(file.Name ?? $"Attachment {number + 1}");
            if (number >= Attachment.MaxOfAMessage)
            {
                incoming.Refuse(name, $"Only {Attachment.MaxOfAMessage} files of a message are kept.");
            }
            else if (file.Source is { Length: <= Attachment.MaxSourceLength } source && !Text.HasControlCharacters(source))
            {
                incoming._attachments.Add((db, message) => Attachment.Coming(db, message, connectionId, name, source));
            }
            else if (file.Content is { } content)
            {
                size += content.Length;
                if (size > Attachment.MostBytesOfAMessage)
                {
                    incoming.Refuse(name, TooMuch);
                    size -= content.Length;
                }
                else if (await incoming.KeepAsync(store, name, content, cancellationToken) is { } obstacle)
                {
                    incoming.LetGo(store);
                    return obstacle;
                }
            }
            else
            {
                incoming.Refuse(name, "The provider did not say where it is.");
            }
        }

        return incoming;
    }

    public static string TooMuch => $"All files of a message together may have {Attachment.MostBytesOfAMessage / 1024 / 1024} MB.";

    /// <summary>Writes down what the message brought. May run more than once, for one of several tries of a transaction.</summary>
    public void AddTo(CareOpsDb db, Message message)
    {
        foreach (var attachment in _attachments)
        {
            db.Add(attachment(db, message));
        }
    }

    /// <summary>Nothing refers to them: the message was here before, or is none that is kept.</summary>
    public void LetGo(FileStore store) => _kept.ForEach(file => store.Delete(file.Place));

    private void Refuse(string name, string reason) => _attachments.Add((db, message) => Attachment.Refused(db, message, name, reason));

    private async Task<Error?> KeepAsync(FileStore store, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(MemoryMarshal.TryGetArray(content, out var bytes) ? bytes.Array! : content.ToArray(), bytes.Offset, content.Length, writable: false);
        var result = await store.KeepAsync(name, stream, cancellationToken);
        if (result is { Succeeded: false, Error: { } error })
        {
            if (FileErrors.IsPassing(error))
            {
                return error;
            }

            Refuse(name, error.Message);
            return null;
        }

        var kept = result.Value!;
        _kept.Add(kept);
        _attachments.Add((db, message) =>
        {
            var file = StoredFile.Of(db, kept);
            db.Add(file);
            return Attachment.Received(db, message, file);
        });
        return null;
    }
}
