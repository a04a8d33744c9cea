using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Inbox;

/// <summary>Finds conversations by what was said in them, by the names of their files, and by whose they are.</summary>
/// <remarks>
/// Raw SQL, since EF knows neither engine's full-text index: FTS5 beside the messages on SQLite, GIN indexes over them and their files on
/// PostgreSQL (migrations <c>InboxStates</c> and <c>SearchSubjectsAndFiles</c>). Both hold what people wrote, not what rules sent.
/// </remarks>
public sealed class ConversationSearch(ReadDoor door)
{
    private const int MostMessages = 200;
    private const int ShortestWord = 2;
    private const int MostWords = 8;
    private const int BeforeTheWord = 30;

    private const string OnSqlite = """
        SELECT * FROM "Messages" WHERE "Id" IN (
          SELECT "MessageId" FROM "MessageSearch" WHERE "MessageSearch" MATCH {0} ORDER BY rowid DESC LIMIT {1})
        """;

    // Each index is asked for itself: of both at once, PostgreSQL would read every message.
    private const string OnPostgres = """
        SELECT * FROM "Messages" WHERE "Id" IN (
          (SELECT "Id" FROM "Messages"
            WHERE "WorkspaceId" = {2} AND "Kind" IN ('Inbound', 'Reply', 'Note')
              AND to_tsvector('simple', "Body" || ' ' || coalesce("Subject", '') || ' ' || coalesce("Quoted", '')) @@ to_tsquery('simple', {0})
            ORDER BY "CreatedAt" DESC LIMIT {1})
          UNION
          (SELECT "MessageId" FROM "Attachments"
            WHERE "WorkspaceId" = {2} AND "MessageId" IS NOT NULL AND to_tsvector('simple', translate("Name", '._-+', '    ')) @@ to_tsquery('simple', {3})
            ORDER BY "AddedAt" DESC LIMIT {1}))
        """;

    // As the index takes a file's name apart.
    private static readonly char[] InNames = ['.', '_', '-', '+'];

    /// <summary>
    /// The conversations in which all words occur in one message or in one file's name, or whose contact is meant; the newest message first.
    /// </summary>
    /// <returns>Rows whose preview is the place where it was said. Empty for a text without a word of two letters.</returns>
    public async Task<IReadOnlyList<ConversationRow>> FindAsync(Caller caller, string typed, int most, CancellationToken cancellationToken)
    {
        var words = WordsOf(typed);
        if (words.Count == 0)
        {
            return [];
        }

        await using var db = await door.OpenAsync(caller, Right.ViewInbox, cancellationToken);
        var said = await SaidAsync(db, words, cancellationToken);
        var theirs = await ContactSearch.Matching(db, Text.Line(typed)!)
            .Join(db.Conversations(), contact => contact.Id, row => row.ContactId, (contact, row) => row)
            .OrderByDescending(row => row.LastMessageAt).Take(most)
            .Select(row => new { row.Id, At = row.LastMessageAt })
            .ToListAsync(cancellationToken);

        // Only what is shown is read as rows: each costs a dozen looks.
        List<Guid> ids =
        [
            .. theirs.Where(row => !said.ContainsKey(row.Id)).Select(static row => (row.Id, row.At))
                .Concat(said.Select(static hit => (Id: hit.Key, hit.Value.At)))
                .OrderByDescending(static found => found.At)
                .Take(most)
                .Select(static found => found.Id),
        ];
        var rows = await db.Conversations()
            .Where(row => ids.Contains(row.Id))
            .AsRows(db, (caller as Caller.Member)?.Id ?? default)
            .ToListAsync(cancellationToken);
        var files = await FilesAsync(db, [.. rows.Where(row => said.ContainsKey(row.Id)).Select(row => said[row.Id].Id)], cancellationToken);
        return [.. rows
            .Select(row => said.TryGetValue(row.Id, out var hit)
                ? row with { Preview = Around(PlaceOf(hit, files[hit.Id], words), words), LastKind = hit.Kind, LastMessageAt = hit.At }
                : row)
            .OrderByDescending(static row => row.LastMessageAt)];
    }

    private static List<string> WordsOf(string typed) =>
    [
        .. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word.Count(char.IsLetterOrDigit) >= ShortestWord)
            .Take(MostWords),
    ];

    private static async Task<Dictionary<Guid, Hit>> SaidAsync(CareOpsDb db, List<string> words, CancellationToken cancellationToken)
    {
        var messages = db.Engine == Engine.Sqlite
            ? db.Messages().FromSqlRaw(OnSqlite, ForSqlite(db.Workspace, words), MostMessages)
            : db.Messages().FromSqlRaw(
                OnPostgres,
                ForPostgres(words),
                MostMessages,
                db.Sql(db.Workspace.Value),
                ForPostgres(words.SelectMany(static word => word.Split(InNames, StringSplitOptions.RemoveEmptyEntries))));
        var found = await messages
            .Select(message => new { message.ConversationId, Hit = new Hit(message.Id, message.Body, message.Subject, message.Quoted, message.Kind, message.CreatedAt) })
            .ToListAsync(cancellationToken);
        return found.GroupBy(static row => row.ConversationId, static row => row.Hit)
            .ToDictionary(static group => group.Key, group => group.MaxBy(hit => (!OnlyRepeats(hit, words), hit.At, hit.Id))!);
    }

    private static async Task<ILookup<Guid, string>> FilesAsync(CareOpsDb db, List<Guid> messages, CancellationToken cancellationToken) =>
        (await db.Attachments()
            .Where(row => row.MessageId != null && messages.Contains(row.MessageId.Value))
            .OrderBy(static row => row.Id)
            .Select(static row => new { Message = row.MessageId!.Value, row.Name })
            .ToListAsync(cancellationToken))
        .ToLookup(static file => file.Message, static file => file.Name);

    // Where most of the words stand; what was said, where that is as good.
    private static string PlaceOf(Hit hit, IEnumerable<string> files, List<string> words) =>
        ((string?[])[hit.Body, hit.Subject, .. files, hit.Quoted]).OfType<string>().MaxBy(text => words.Count(word => IndexIn(text, word) >= 0)) ?? hit.Body;

    // Each answer repeats what it answers: who looks for a word looks for the message that said it first.
    private static bool OnlyRepeats(Hit hit, List<string> words) =>
        hit.Quoted is { } quoted && words.Exists(word => IndexIn(quoted, word) >= 0 && IndexIn($"{hit.Body} {hit.Subject}", word) < 0);

    private static int IndexIn(string text, string word) => text.IndexOf(word, StringComparison.CurrentCultureIgnoreCase);

    // In quotes nothing is an operator; the star lets a word be a beginning.
    private static string ForSqlite(WorkspaceId workspace, List<string> words) =>
        $"Owner : {Convert.ToHexString(workspace.Value.ToByteArray(bigEndian: true))} AND Body : ("
        + string.Join(" AND ", words.Select(static word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\" *")) + ")";

    private static string ForPostgres(IEnumerable<string> words) => string.Join(
        " & ",
        words.Select(static word =>
            $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}':*"));

    private static string Around(string body, List<string> words)
    {
        var line = body.ReplaceLineEndings(" ");
        var place = words.Select(word => IndexIn(line, word)).Where(static at => at >= 0).DefaultIfEmpty(0).Min();
        var start = place <= BeforeTheWord ? 0 : line.IndexOf(' ', place - BeforeTheWord) + 1;
        return Text.Shorten((start > 0 ? "…" : string.Empty) + line[start..], Conversation.PreviewLength - 1);
    }

    /// <summary>The message of a conversation that was found: the newest, one that only repeats the words only where there is no other.</summary>
    private sealed record Hit(Guid Id, string Body, string? Subject, string? Quoted, MessageKind Kind, Instant At);
}
