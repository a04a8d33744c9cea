using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;


namespace CareOps.Core.Contacts.Import;

/// <summary>The beginning of a file, and what its columns probably are.</summary>
public sealed record ImportSample(
    IReadOnlyList<string> First, IReadOnlyList<IReadOnlyList<string>> Next, bool HasHeadings, IReadOnlyList<string> Targets);

/// <summary>A line that is through.</summary>
public sealed record ImportedLine(int Number, ImportOutcome Outcome, string? Reason, Guid? ContactId, string Who);

/// <summary>An import as its page shows it.</summary>
public sealed record ImportState(ContactImport Import, bool CanBeUndone);

/// <summary>Reads imports for whoever may change contacts.</summary>
public sealed class ContactImportQueries(ReadDoor door)
{
    private const int SampleLines = 20;

    /// <summary>The newest imports.</summary>
    public async Task<IReadOnlyList<ContactImport>> ListAsync(Caller caller, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        return await db.ContactImports().OrderByDescending(static row => row.UploadedAt).Take(most).ToListAsync(cancellationToken);
    }

    public async Task<ImportState?> FindAsync(Caller caller, Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        return await db.ContactImports().SingleOrDefaultAsync(row => row.Id == importId, cancellationToken) is { } import
            ? new ImportState(import, import.CanBeUndone(db.Now))
            : null;
    }

    /// <summary>Null where there are no lines (any more).</summary>
    public async Task<ImportSample?> SampleAsync(Caller caller, Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        var rows = await db.ContactImportRows().Where(row => row.ImportId == importId)
            .OrderBy(static row => row.Number).Take(SampleLines).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        var fields = await db.ContactFields().OrderBy(static field => field.Position).ToListAsync(cancellationToken);
        var (first, next) = (rows[0].ReadCells(), rows.Skip(1).Select(static row => row.ReadCells()).ToList());
        return new ImportSample(first, next, ImportGuess.HasHeadings(first), ImportGuess.Of(first, next, fields));
    }

    /// <summary>What an import would do, line by line; null where there are no lines (any more).</summary>
    public async Task<ImportPlan?> PlanAsync(Caller caller, Guid importId, ImportChoices choices, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        var country = (await db.WorkspaceAsync(cancellationToken)).Country;
        var lines = new List<(int Number, IReadOnlyList<string> Cells, Result<ImportedContact> Read)>();
        var rows = db.ContactImportRows().Where(row => row.ImportId == importId).OrderBy(static row => row.Number).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var cells = row.ReadCells();
            lines.Add((row.Number, cells, ImportedContact.Read(cells, choices.Targets, country)));
        }

        if (lines.Count == 0)
        {
            return null;
        }

        lines = choices.HasHeadings ? lines[1..] : lines;
        var details = lines.Select(static line => line.Read.Value?.Details).OfType<ContactDetails>();
        var plan = new ImportPlan(await ImportMatching.AllAsync(db, details, cancellationToken), choices.FillsEmpty);
        foreach (var (number, cells, read) in lines)
        {
            plan.Add(number, cells, read);
        }

        return plan;
    }

    /// <summary>Lines of one outcome, in the order of the file, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ImportedLine>> LinesAsync(
        Caller caller, Guid importId, ImportOutcome outcome, int after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        var rows = await db.ContactImportRows()
            .Where(row => row.ImportId == importId && row.Outcome == outcome && row.Number > after)
            .OrderBy(static row => row.Number).Take(most).ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => new ImportedLine(
            row.Number, row.Outcome, row.Reason, row.ContactId, string.Join(", ", row.ReadCells().Select(Text.Line).OfType<string>().Take(3))));
    }

    /// <summary>
    /// What did not come in, as a file to mend and import again: the line's number and the reason before what stood there. Null where
    /// there is no such import.
    /// </summary>
    public async Task<string?> RefusedAsync(Caller caller, Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageContacts, cancellationToken);
        if (!await db.ContactImports().AnyAsync(row => row.Id == importId, cancellationToken))
        {
            return null;
        }

        var rows = await db.ContactImportRows()
            .Where(row => row.ImportId == importId
                && (row.Outcome == ImportOutcome.Refused || row.Outcome == ImportOutcome.Duplicate || row.Outcome == ImportOutcome.Heading))
            .OrderBy(static row => row.Number).ToListAsync(cancellationToken);
        IReadOnlyList<string?> names = ["Line", "Why", .. rows.Find(static row => row.Outcome == ImportOutcome.Heading)?.ReadCells() ?? []];
        return ContactCsv.Write(rows.Where(static row => row.Outcome != ImportOutcome.Heading)
            .Select(static row => (IReadOnlyList<string?>)
                [row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Reason, .. row.ReadCells()])
            .Prepend(names));
    }
}
