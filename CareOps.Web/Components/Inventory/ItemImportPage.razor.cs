using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Core.Inventory;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CareOps.Web.Components.Inventory;

/// <summary>A file of items is chosen, its columns are named, what would happen is shown, and then it happens.</summary>
public sealed partial class ItemImportPage
{
    private static readonly (string Value, string Word)[] Columns =
    [
        (ItemColumn.LeftOut, "Left out"),
        (ItemColumn.Name, "Name"),
        (ItemColumn.Sku, "Number"),
        (ItemColumn.Category, "Category"),
        (ItemColumn.Unit, "Unit"),
        (ItemColumn.Quantity, "Quantity in stock"),
        (ItemColumn.LowAt, "Low at"),
        (ItemColumn.Reorder, "Order at a time"),
        (ItemColumn.Cost, "Cost"),
        (ItemColumn.Supplier, "Supplier"),
    ];

    private readonly List<string> _columns = [];

    private byte[] _content = [];
    private string? _fileName;
    private ItemSample? _sample;
    private IReadOnlyList<PlannedItem>? _plan;
    private ImportedItems? _result;
    private string? _problem;
    private bool _hasHeadings = true;
    private bool _isBusy;

    [Inject]
    private StockFileQueries Files { get; set; } = null!;

    [Inject]
    private ImportItemsHandler ImportItems { get; set; } = null!;

    protected override bool Concerns(LiveSubject subject) => false;

    protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private int Count(ItemOutcome outcome) => _plan!.Count(line => line.Outcome == outcome);

    private string Example(int column) => string.Join(", ", (_hasHeadings ? _sample!.Next : [_sample!.First, .. _sample.Next])
        .Select(line => line.ElementAtOrDefault(column)).Where(static cell => !string.IsNullOrWhiteSpace(cell)).Take(3));

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_problem, _fileName) = (null, chosen.File.Name);
        if (chosen.File.Size > CsvFile.MaxSize)
        {
            _problem = $"This file is larger than {CsvFile.MaxSize / 1024 / 1024} MB. Split it into several.";
            return;
        }

        try
        {
            _content = new byte[(int)chosen.File.Size];
            await using var stream = chosen.File.OpenReadStream(CsvFile.MaxSize, Closed);
            await stream.ReadExactlyAsync(_content, Closed);
        }
        catch (IOException)
        {
            _problem = "The file could not be read. Choose it again.";
            return;
        }

        var sample = ItemPlan.SampleOf(_content);
        (_sample, _problem) = (sample.Value, sample.Error?.Message);
        if (_sample is not null)
        {
            _columns.Clear();
            _columns.AddRange(_sample.Columns);
            await PlanAsync();
        }
    }

    private Task ChooseAsync(int column, string? value)
    {
        _columns[column] = value ?? ItemColumn.LeftOut;
        return PlanAsync();
    }

    private Task SwitchAsync(bool hasHeadings)
    {
        _hasHeadings = hasHeadings;
        return PlanAsync();
    }

    private async Task PlanAsync()
    {
        var planned = await Files.PlanAsync(Member.Caller, _content, _columns, _hasHeadings, Closed);
        (_plan, _problem) = (planned.Value, planned.Error?.Message);
    }

    private async Task ImportAsync()
    {
        (_isBusy, _problem) = (true, null);
        try
        {
            var command = new ImportItems(_content, [.. _columns], _hasHeadings);
            var imported = await Task.Run(() => ImportItems.HandleAsync(Member.Caller, command, CancellationToken.None));
            (_result, _problem) = (imported.Value, imported.Error?.Message);
        }
        catch (DatabaseUnavailableException)
        {
            _problem = "This can't be saved right now. Import the file again in a moment: what came in already is not added twice.";
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void StartAgain() => (_sample, _plan, _result, _problem, _fileName) = (null, null, null, null, null);
}
