using System.Diagnostics;

using CareOps.Bench.Framework;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;

using Microsoft.Data.Sqlite;

using NodaTime;

namespace CareOps.Bench.Inbox;

/// <summary>The least that the same answer takes: prepared statements on one connection that stays open, read into the same records.</summary>
internal sealed class RawInboxPages(BusyInbox inbox) : ISide
{
    private const string Page = """
        SELECT c."Id", k."Name", c."LastMessagePreview", c."LastMessageKind", c."LastMessageAt", c."UnreadCount", c."WaitingSince",
          c."PausedAt" IS NOT NULL, c."AssignedTo", c."SnoozedUntil", c."LastChannel",
          EXISTS (SELECT 1 FROM "Messages" m WHERE m."ConversationId" = c."Id" AND m."Status" = 'Failed' AND NOT EXISTS (
            SELECT 1 FROM "Messages" n WHERE n."ConversationId" = c."Id" AND n."CreatedAt" > m."CreatedAt" AND n."Kind" IN ('Reply', 'Automated')))
          OR EXISTS (SELECT 1 FROM "Messages" m WHERE m."ConversationId" = c."Id" AND m."Status" = 'Unknown' AND NOT EXISTS (
            SELECT 1 FROM "Messages" n WHERE n."ConversationId" = c."Id" AND n."CreatedAt" > m."CreatedAt" AND n."Kind" IN ('Reply', 'Automated'))),
          EXISTS (SELECT 1 FROM "Messages" m WHERE m."ConversationId" = c."Id" AND m."Status" = 'Held'),
          EXISTS (SELECT 1 FROM "Drafts" d WHERE d."WorkspaceId" = $workspace AND d."MemberId" = $me AND d."ConversationId" = c."Id"),
          EXISTS (SELECT 1 FROM "NoteMentions" a
            WHERE a."WorkspaceId" = $workspace AND a."MemberId" = $me AND a."ConversationId" = c."Id" AND a."ReadAt" IS NULL)
        FROM "Conversations" c JOIN "Contacts" k ON k."Id" = c."ContactId"
        WHERE c."WorkspaceId" = $workspace AND c."Status" = 'Open'
        ORDER BY c."IsUnread" DESC, c."LastMessageAt" DESC, c."Id" DESC LIMIT 50
        """;

    private const string Counts = """
        SELECT
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "Status" = 'Open' LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "AssignedTo" = $me AND "Status" = 'Open' LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "AssignedTo" IS NULL AND "Status" = 'Open' LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "UnreadCount" > 0 LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "WaitingSince" IS NOT NULL LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "Conversations" WHERE "WorkspaceId" = $workspace AND "Status" = 'Snoozed' LIMIT 1000)),
          (SELECT count(*) FROM (SELECT 1 FROM "NoteMentions" WHERE "WorkspaceId" = $workspace AND "MemberId" = $me AND "ReadAt" IS NULL LIMIT 1000))
        """;

    private SqliteConnection? _connection;
    private SqliteCommand? _page;
    private SqliteCommand? _counts;

    public string Name => "raw ADO";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _connection = new SqliteConnection($"Data Source={inbox.File};Mode=ReadOnly");
        await _connection.OpenAsync(cancellationToken);
        _page = Prepare(Page);
        _counts = Prepare(Counts);
    }

    public Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        var latencies = new long[InboxPages.PagesARound];
        var started = Stopwatch.GetTimestamp();
        for (var page = 0; page < InboxPages.PagesARound; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = Stopwatch.GetTimestamp();
            var rows = ReadPage();
            var counts = ReadCounts();
            latencies[page] = Stopwatch.GetTimestamp() - before;
            if (rows.Count != InboxPages.PageLength || counts.All == 0)
            {
                throw new BenchmarkException($"The first page has {rows.Count} rows.");
            }
        }

        return Task.FromResult(new Measurement(InboxPages.PagesARound, Stopwatch.GetElapsedTime(started), new Latencies(latencies)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in new IAsyncDisposable?[] { _page, _counts, _connection }.OfType<IAsyncDisposable>())
        {
            await open.DisposeAsync();
        }
    }

    private SqliteCommand Prepare(string text)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$workspace", inbox.Owner.Workspace.Value.ToByteArray(bigEndian: true));
        command.Parameters.AddWithValue("$me", inbox.Owner.Id.Value.ToByteArray(bigEndian: true));
        command.Prepare();
        return command;
    }

    private List<ConversationRow> ReadPage()
    {
        var rows = new List<ConversationRow>();
        using var reader = _page!.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new ConversationRow(
                IdOf(reader, 0),
                reader.GetString(1),
                reader.GetString(2),
                Enum.Parse<MessageKind>(reader.GetString(3)),
                MomentOf(reader, 4),
                reader.GetInt32(5),
                reader.IsDBNull(6) ? null : MomentOf(reader, 6),
                reader.GetBoolean(7),
                reader.IsDBNull(8) ? null : new MemberId(IdOf(reader, 8)),
                reader.IsDBNull(9) ? null : MomentOf(reader, 9))
            {
                Channel = reader.IsDBNull(10) ? null : Enum.Parse<Channel>(reader.GetString(10)),
                HasFailed = reader.GetBoolean(11),
                HasHeld = reader.GetBoolean(12),
                HasDraft = reader.GetBoolean(13),
                NamesMe = reader.GetBoolean(14),
            });
        }

        return rows;
    }

    private InboxCounts ReadCounts()
    {
        using var reader = _counts!.ExecuteReader();
        reader.Read();
        return new InboxCounts(
            reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6));
    }

    private static Guid IdOf(SqliteDataReader reader, int column) => new((byte[])reader.GetValue(column), bigEndian: true);

    private static Instant MomentOf(SqliteDataReader reader, int column) => Instant.FromUnixTimeTicks(reader.GetInt64(column) * 10);
}
