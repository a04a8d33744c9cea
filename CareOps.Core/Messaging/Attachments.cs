using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Messaging;

/// <summary>What is done with the files of a conversation as a whole, and what of them goes out.</summary>
public static class Attachments
{
    private static readonly HotList<Guid, StoredFile> OfMessage = new((db, message) => db.Set<Attachment>()
        .AsNoTracking()
        .Where(row => row.MessageId == message && row.FileId != null)
        .OrderBy(row => row.Id)
        .Join(db.Set<StoredFile>(), row => row.FileId, file => file.Id, (row, file) => file));

    /// <summary>Removes these, with their files.</summary>
    public static async Task RemoveAsync(CareOpsDb db, IQueryable<Attachment> attachments, CancellationToken cancellationToken)
    {
        var rows = await attachments.Select(static row => new { row.Id, row.FileId }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return;
        }

        var ids = rows.ConvertAll(static row => row.Id);
        await db.Attachments().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        await StoredFile.RemoveAsync(db, [.. rows.Select(static row => row.FileId).OfType<Guid>()], cancellationToken);
    }

    /// <summary>The files that go out with a message: the same ones at each attempt and through each provider.</summary>
    internal static async Task<IReadOnlyList<OutgoingFile>> OutgoingAsync(
        CareOpsDb db, FileStore store, Guid messageId, CancellationToken cancellationToken) =>
        [.. (await OfMessage.AskAsync(db, messageId, cancellationToken))
            .Select(file => new OutgoingFile(file.Name, file.Type.ContentType(), file.Size, () => store.Open(file.Place)) { IsThere = store.Has(file.Place) })];
}

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="ContentType">Without parameters.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Open">Its content, from the start each time.</param>
public sealed record OutgoingFile(string Name, string ContentType, long Size, Func<Stream> Open)
{
    /// <summary>False where a row knows the file and the disk doesn't.</summary>
    public bool IsThere { get; init; } = true;

    public static OutgoingFile Of(string name, string contentType, byte[] content) => new(name, contentType, content.Length, () => new MemoryStream(content, writable: false));
}

/// <summary>A kept file of a conversation, to be shown or downloaded.</summary>
public sealed record AttachedFile(string Name, FileType Type, long Size, string Sha256, string Place);

/// <summary>Reads the files of conversations for members.</summary>
public sealed class AttachmentQueries(ReadDoor door)
{
    /// <returns>Null where there is none, it was not kept, or it lies in someone else's composer.</returns>
    public async Task<AttachedFile?> FileAsync(Caller caller, Guid attachmentId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var me = (caller as Caller.Member)?.Id ?? default;
        return await db.Attachments()
            .Where(row => row.Id == attachmentId && (row.MemberId == null || row.MemberId == me))
            .Join(db.StoredFiles(), static row => row.FileId, static file => file.Id, static (row, file) =>
                new AttachedFile(file.Name, file.Type, file.Size, file.Sha256, file.Place))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
