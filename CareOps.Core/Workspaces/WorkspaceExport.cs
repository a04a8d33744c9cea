using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>How far an export is.</summary>
/// <param name="Table">What is being written: a table's name, or "files".</param>
/// <param name="Done">How many rows and files are written.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct ExportProgress(string Table, long Done, long Total);

/// <summary>
/// Everything a workspace holds as one ZIP file: a CSV for each table, the business as JSON, the files as they are. Written row by row as it
/// is read, so its size costs no memory. Left out are secrets: keys, hashes and links, which open nothing anywhere else.
/// </summary>
public sealed class WorkspaceExport(ReadDoor door, FileStore store)
{
    private const int RowsBetweenReports = 200;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>How many rows and files an export would hold.</summary>
    public async Task<long> CountAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var total = 0L;
        foreach (var type in TypesOf(db))
        {
            total += await ((Task<long>)CallFor(nameof(CountOfAsync), type, db, cancellationToken));
        }

        return total + await db.StoredFiles().CountAsync(cancellationToken);
    }

    /// <param name="caller">An owner.</param>
    /// <param name="output">Only written to, from its beginning to its end.</param>
    /// <param name="report">Told how far it is, now and then.</param>
    /// <param name="cancellationToken">Stops it in the middle.</param>
    public async Task WriteAsync(Caller caller, Stream output, Action<ExportProgress> report, CancellationToken cancellationToken)
    {
        var counter = new Counter(await CountAsync(caller, cancellationToken), report);
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        await using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        await WriteTextAsync(zip, "README.txt", About(await db.WorkspaceAsync(cancellationToken), db.Now), cancellationToken);
        await WriteTextAsync(zip, "business.json", BusinessOf(await db.WorkspaceAsync(cancellationToken)), cancellationToken);
        foreach (var type in TypesOf(db))
        {
            await using var entry = await zip.CreateEntry($"{type.GetTableName()}.csv", CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await using var text = new StreamWriter(entry, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await (Task)CallFor(nameof(WriteRowsAsync), type, db, text, counter, cancellationToken);
        }

        await WriteFilesAsync(zip, db, counter, cancellationToken);
        counter.Finish();
    }

    private static IEnumerable<IEntityType> TypesOf(CareOpsDb db) => db.Model.GetEntityTypes()
        .Where(static type => typeof(IWorkspaceOwned).IsAssignableFrom(type.ClrType) && type.ClrType != typeof(Workspace) && type.ClrType != typeof(PublicLink) && type.ClrType != typeof(Submission))
        .OrderBy(static type => type.GetTableName(), StringComparer.Ordinal);

    [SuppressMessage("Major Code Smell", "S3011", Justification = "Its own two methods, for an entity that is known only when it runs.")]
    private static object CallFor(string method, IEntityType type, params object[] arguments)
    {
        var parameters = method == nameof(WriteRowsAsync) ? [arguments[0], type, .. arguments[1..]] : arguments;
        return typeof(WorkspaceExport)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, parameters)!;
    }

    private static Task<long> CountOfAsync<T>(CareOpsDb db, CancellationToken cancellationToken)
        where T : class => db.Set<T>().LongCountAsync(cancellationToken);

    private static async Task WriteRowsAsync<T>(CareOpsDb db, IEntityType type, StreamWriter text, Counter counter, CancellationToken cancellationToken)
        where T : class
    {
        var columns = type.GetProperties().Where(static property => !property.IsShadowProperty() && !IsSecret(property.Name)).ToList();
        await text.WriteAsync(Line(columns.Select(static property => (string?)property.Name)));
        await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await text.WriteAsync(Line(columns.Select(property => Said(property.GetGetter().GetClrValue(row)))));
            counter.Step(type.GetTableName()!);
        }
    }

    private async Task WriteFilesAsync(ZipArchive zip, CareOpsDb db, Counter counter, CancellationToken cancellationToken)
    {
        var files = await db.StoredFiles().OrderBy(static file => file.Id).ToListAsync(cancellationToken);
        foreach (var file in files.Where(file => store.Has(file.Place)))
        {
            await using var entry = await zip.CreateEntry($"files/{file.Id:D}-{file.Name}", CompressionLevel.NoCompression).OpenAsync(cancellationToken);
            await using var content = store.Open(file.Place);
            await content.CopyToAsync(entry, cancellationToken);
            counter.Step("files");
        }
    }

    // What stands in for a password, or is compared with one.
    private static bool IsSecret(string column) =>
        column.StartsWith("Protected", StringComparison.Ordinal)
        || column.Contains("Secret", StringComparison.Ordinal)
        || column.Contains("Token", StringComparison.Ordinal)
        || column.EndsWith("Hash", StringComparison.Ordinal)
        || column is "AddressKey" or "Place";

    private static string? Said(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        Instant moment => moment.ToString("uuuu-MM-dd'T'HH:mm:ss;FFFFFF'Z'", CultureInfo.InvariantCulture).Replace(";", ".", StringComparison.Ordinal).Replace(".Z", "Z", StringComparison.Ordinal),
        byte[] bytes => Convert.ToBase64String(bytes),
        WorkspaceId id => id.Value.ToString("D"),
        MemberId id => id.Value.ToString("D"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => JsonSerializer.Serialize(list, value.GetType()),
        _ => value.ToString(),
    };

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // A spreadsheet takes what begins with one of these for a formula.
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return string.Empty;
        }

        var isNumber = decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        var text = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !isNumber ? $"'{value}" : value;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static async Task WriteTextAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static string About(Workspace workspace, Instant now) =>
        $"""
        {workspace.Name}, as of {Say.Moment(now, workspace.Zone)} ({workspace.TimeZone}).

        Each CSV file is a table, in UTF-8 with commas. Ids in columns that end with Id name rows of other files. Moments are in UTC.
        Amounts of money are in the smallest unit (cents) of {workspace.Currency}, quantities of stock in thousandths.
        The folder "files" holds what was uploaded or came by mail, each by its id and name.
        Passwords, keys and secret links are left out.

        """;

    private static string BusinessOf(Workspace workspace) => JsonSerializer.Serialize(
        new
        {
            Id = workspace.Id.Value,
            workspace.Name,
            workspace.Slug,
            workspace.TimeZone,
            workspace.Currency,
            workspace.Country,
            Language = workspace.Language.ToString(),
            workspace.StreetAddress,
            workspace.ContactEmail,
            workspace.ContactPhone,
            workspace.BrandColour,
            workspace.IsOpen,
            CreatedAt = workspace.CreatedAt.ToString(),
        },
        Json);

    private sealed class Counter(long total, Action<ExportProgress> report)
    {
        private long _done;

        public void Step(string table)
        {
            if (++_done % RowsBetweenReports == 1)
            {
                report(new ExportProgress(table, _done, Math.Max(total, _done)));
            }
        }

        public void Finish() => report(new ExportProgress(string.Empty, _done, _done));
    }
}
