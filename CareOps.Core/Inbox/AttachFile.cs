using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>
/// A member adds a file to the reply they write. It lies in their composer of that conversation, as a draft does, until it is sent or
/// taken out. Answers with the attachment's id.
/// </summary>
/// <param name="ConversationId">Where they write.</param>
/// <param name="Name">What the file is called.</param>
/// <param name="Content">Read to its end, or until it is too large.</param>
[Requires(Right.ManageInbox)]
public sealed record AttachFile(Guid ConversationId, string? Name, Stream Content)
{
    /// <summary>On the disk: known before the transaction that names it.</summary>
    internal KeptFile? Kept { get; init; }
}

/// <summary>Takes a file out of the caller's composer.</summary>
[Requires(Right.ManageInbox)]
public sealed record RemoveAttachment(Guid AttachmentId);

public sealed class AttachFileHandler(IWriteDoor door, FileStore files) : Handler<AttachFile, Guid>(door)
{
    protected override async Task<Result<Guid>> RunAsync(Caller caller, AttachFile command, CancellationToken cancellationToken)
    {
        var kept = await files.KeepAsync(command.Name, command.Content, cancellationToken);
        if (!kept.Succeeded)
        {
            return kept.Error;
        }

        // From here on it is one short write: who leaves meanwhile finds the file in the draft.
        var attached = await base.RunAsync(caller, command with { Kept = kept.Value }, CancellationToken.None);
        if (!attached.Succeeded)
        {
            files.Delete(kept.Value.Place);
        }

        return attached;
    }

    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, AttachFile command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        await db.LockAsync($"draft:{member}:{command.ConversationId}", cancellationToken);
        if (!await db.Conversations().AnyAsync(row => row.Id == command.ConversationId, cancellationToken))
        {
            return InboxErrors.NotFound;
        }

        var sizes = await ComposerFiles.Of(db, member, command.ConversationId)
            .Join(db.StoredFiles(), static row => row.FileId, static file => file.Id, static (row, file) => file.Size)
            .ToListAsync(cancellationToken);
        if (ComposerFiles.Refuse(sizes.Count + 1, sizes.Sum() + command.Kept!.Size) is { } refusal)
        {
            return refusal;
        }

        var file = StoredFile.Of(db, command.Kept);
        var attachment = Attachment.InComposer(db, command.ConversationId, member, file);
        db.AddRange(file, attachment);
        return attachment.Id;
    }
}

public sealed class RemoveAttachmentHandler(IWriteDoor door) : Handler<RemoveAttachment, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveAttachment command, CancellationToken cancellationToken)
    {
        var member = ((Caller.Member)caller).Id;
        var own = db.Attachments().Where(row => row.Id == command.AttachmentId && row.MemberId == member);
        var conversation = await own.Select(static row => (Guid?)row.ConversationId).SingleOrDefaultAsync(cancellationToken);
        if (conversation is not { } known)
        {
            return Error.NotFound("file");
        }

        // A reply that takes it along at this moment comes first or finds it gone.
        await db.LockAsync($"draft:{member}:{known}", cancellationToken);
        await Attachments.RemoveAsync(db, own, cancellationToken);
        db.Announce(new LiveSubject(nameof(Conversation), known));
        return Done.It;
    }
}

/// <summary>The files in a member's composer.</summary>
internal static class ComposerFiles
{
    public static IQueryable<Attachment> Of(CareOpsDb db, MemberId member, Guid conversation) =>
        db.Attachments().Where(row => row.MemberId == member && row.ConversationId == conversation);

    /// <summary>What is wrong with so many files of so many bytes for one message; null for nothing.</summary>
    public static Error? Refuse(int count, long size) => (count, size) switch
    {
        ( > Attachment.MaxOfAMessage, _) => new Error(
            "attachment.many", $"A message takes {Attachment.MaxOfAMessage} files at most."),
        (_, > Attachment.MostBytesOfAMessage) => new Error(
            "attachment.size", $"A message takes {Attachment.MostBytesOfAMessage / 1024 / 1024} MB of files at most."),
        _ => null,
    };

    /// <summary>Takes these out of the composer, to go with a reply, in the order in which they were added.</summary>
    public static async Task<Result<IReadOnlyList<Attachment>>> TakeAsync(
        CareOpsDb db, MemberId member, ReplyFiles reply, CancellationToken cancellationToken)
    {
        if (reply.Ids.Count == 0)
        {
            return Array.Empty<Attachment>();
        }

        if (reply.Channel == Channel.Sms)
        {
            return InboxErrors.NoFilesBySms;
        }

        await db.LockAsync($"draft:{member}:{reply.Conversation}", cancellationToken);
        var files = await Of(db, member, reply.Conversation).AsTracking()
            .Where(row => reply.Ids.Contains(row.Id)).OrderBy(static row => row.Id).ToListAsync(cancellationToken);
        if (files.Count < reply.Ids.Distinct().Count())
        {
            return InboxErrors.FileGone;
        }

        var stored = files.ConvertAll(static row => row.FileId!.Value);
        var size = await db.StoredFiles().Where(file => stored.Contains(file.Id)).SumAsync(static file => file.Size, cancellationToken);
        return Refuse(files.Count, size) is { } refusal ? refusal : files;
    }
}

/// <summary>Which files a reply takes along.</summary>
internal sealed record ReplyFiles(Guid Conversation, Channel Channel, IReadOnlyList<Guid> Ids);
