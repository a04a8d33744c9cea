using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>
/// Fetches the files of received messages that providers hand over apart from them. The callback was answered long before; a provider
/// that doesn't answer now is asked again, for three days.
/// </summary>
public sealed partial class AttachmentFetcher(
    IWriteDoor door, ReadDoor reader, FileStore store, ProviderMedia media, Secrets secrets, ILogger<AttachmentFetcher> logger)
{
    private const int MostAtOnce = 8;
    private const int LongestWaitSeconds = 3600;

    // Raw SQL, since EF can't say SKIP LOCKED.
    private const string Take = """
        UPDATE "Attachments" SET "LeaseToken" = {0}, "LeasedUntil" = {1}
        WHERE "Id" IN (
            SELECT "Id" FROM "Attachments"
            WHERE "Status" = 'Coming' AND "DueAt" <= {2} AND ("LeasedUntil" IS NULL OR "LeasedUntil" < {2})
            ORDER BY "DueAt", "Id" LIMIT {3}
        """;

    private const string NeverCame = "The provider did not hand it over within three days.";

    private const string Disconnected = "The provider that has it is no longer connected.";

    private static readonly Duration Patience = Duration.FromDays(3);

    // Longer than fetching may take.
    private static readonly Duration Lease = Duration.FromMinutes(3);

    private static readonly Caller Worker = new Caller.SystemWork(WorkspaceId.None, "attachments");

    /// <returns>How many were asked for; 0 means that none is due.</returns>
    public async Task<int> FetchAsync(CancellationToken cancellationToken)
    {
        var claimed = await door.RunAsync(Worker, ClaimAsync, cancellationToken);
        await Task.WhenAll(claimed.Select(attachment => TryFetchAsync(attachment, cancellationToken)));
        return claimed.Count;
    }

    [SuppressMessage("Security", "S2077", Justification = "The text is made of constants; every value is a parameter.")]
    [SuppressMessage("Security", "EF1003", Justification = "The text is made of constants; every value is a parameter.")]
    private static Task<List<Attachment>> ClaimAsync(CareOpsDb db, CancellationToken cancellationToken) => db.Attachments()
        .FromSqlRaw(
            Take + db.SkipLocked() + ")" + db.Returning<Attachment>(), db.Sql(db.NewId()), db.Sql(db.Now + Lease), db.Sql(db.Now), MostAtOnce)
        .IgnoreQueryFilters()
        .AsNoTracking()
        .ToListAsync(cancellationToken);

    // One that fails keeps its lease and is asked for again when that ends; its neighbours go on.
    private async Task TryFetchAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            await FetchOneAsync(attachment, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(attachment.Id, exception);
        }
    }

    private async Task FetchOneAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        var caller = new Caller.SystemWork(attachment.WorkspaceId, "attachments");
        var connection = await ConnectionAsync(caller, attachment, cancellationToken);
        var fetched = connection is null
            ? new Error("attachment.disconnected", Disconnected)
            : await DownloadAsync(connection, attachment, cancellationToken);
        var isUsed = await door.RunAsync(caller, (db, token) => SettleAsync(db, attachment, fetched, token), CancellationToken.None);
        if (!isUsed && fetched is { Succeeded: true, Value: { } file })
        {
            store.Delete(file.Place);
        }
    }

    private async Task<ProviderConnection?> ConnectionAsync(Caller caller, Attachment attachment, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.System, cancellationToken);
        return await db.ProviderConnections().SingleOrDefaultAsync(row => row.Id == attachment.ConnectionId, cancellationToken);
    }

    private async Task<Result<KeptFile>> DownloadAsync(ProviderConnection connection, Attachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            return await media.FetchAsync(
                secrets.Unlock(connection), attachment.Source!, (content, token) => store.KeepAsync(attachment.Name, content, token), cancellationToken);
        }
        catch (CryptographicException)
        {
            // Until the key is typed again.
            return ProviderMedia.Later;
        }
    }

    /// <returns>Whether the file is referred to from now on.</returns>
    private static async Task<bool> SettleAsync(CareOpsDb db, Attachment claimed, Result<KeptFile> fetched, CancellationToken cancellationToken)
    {
        var attachment = await db.Attachments().AsTracking().SingleOrDefaultAsync(row => row.Id == claimed.Id, cancellationToken);
        if (attachment?.IsHeldBy(claimed.LeaseToken!.Value) != true)
        {
            // Its contact was erased meanwhile, or another node has it.
            return false;
        }

        if (fetched is { Succeeded: false, Error: { } error })
        {
            if (error == ProviderMedia.Later || FileErrors.IsPassing(error))
            {
                PutOff(db, attachment);
            }
            else
            {
                attachment.Refuse(error.Message);
            }

            return false;
        }

        await db.LockAsync($"attachments:{attachment.MessageId}", cancellationToken);
        var size = await db.Attachments().Where(row => row.MessageId == attachment.MessageId)
            .Join(db.StoredFiles(), static row => row.FileId, static file => file.Id, static (row, file) => file.Size).SumAsync(cancellationToken);
        if (size + fetched.Value!.Size > Attachment.MostBytesOfAMessage)
        {
            attachment.Refuse(IncomingFiles.TooMuch);
            return false;
        }

        var file = StoredFile.Of(db, fetched.Value);
        db.Add(file);
        attachment.Arrive(file, db.Now);
        return true;
    }

    // 10 s, 20 s, 40 s … an hour.
    private static void PutOff(CareOpsDb db, Attachment attachment)
    {
        if (db.Now - attachment.AddedAt > Patience)
        {
            attachment.Refuse(NeverCame);
            return;
        }

        attachment.TryAgain(db.Now + Duration.FromSeconds(Math.Min(10 << Math.Min(attachment.Attempts, 10), LongestWaitSeconds)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Attachment {Id} could not be fetched; it is asked for again when its lease ends")]
    private partial void LogFailed(Guid id, Exception exception);
}

/// <summary>Fetches what is due.</summary>
public sealed class AttachmentWorker(WorkSignal signal, AttachmentFetcher fetcher, ILogger<AttachmentWorker> logger) : Worker(signal, logger)
{
    protected override Task<int> WorkAsync(CancellationToken cancellationToken) => fetcher.FetchAsync(cancellationToken);
}
