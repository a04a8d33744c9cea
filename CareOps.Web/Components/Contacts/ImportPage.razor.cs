using CareOps.Core.Contacts.Import;
using CareOps.Core.Data;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CareOps.Web.Components.Contacts;

/// <summary>A file of contacts is chosen, and how earlier ones stand.</summary>
public sealed partial class ImportPage
{
    private const int MostEarlier = 10;

    private readonly FormState _state = new();

    private IReadOnlyList<ContactImport>? _imports;
    private string? _problem;
    private string? _fileName;
    private bool _isReading;

    [Inject]
    private ContactImportQueries Imports { get; set; } = null!;

    [Inject]
    private UploadContactsHandler Upload { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Problem => _problem ?? _state.Of(nameof(UploadContacts.Content)) ?? _state.General;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(ContactImport);

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _imports = await Imports.ListAsync(Member.Caller, MostEarlier, cancellationToken);

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_problem, _fileName, _isReading) = (null, chosen.File.Name, true);
        try
        {
            if (chosen.File.Size > CsvFile.MaxSize)
            {
                _problem = $"This file is larger than {CsvFile.MaxSize / 1024 / 1024} MB. Split it into several.";
                return;
            }

            var content = new byte[(int)chosen.File.Size];
            await using var stream = chosen.File.OpenReadStream(CsvFile.MaxSize, Closed);
            await stream.ReadExactlyAsync(content, Closed);
            await StoreAsync(content);
        }
        catch (IOException)
        {
            _problem = "The file could not be read. Choose it again.";
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task StoreAsync(byte[] content)
    {
        Guid? import = null;
        await _state.SaveAsync(async () =>
        {
            var result = await Task.Run(() => Upload.HandleAsync(Member.Caller, new UploadContacts(_fileName, content), CancellationToken.None));
            import = result.Succeeded ? result.Value : null;
            return result;
        });
        if (import is { } id)
        {
            Navigation.NavigateTo(Member.Url($"contacts/import/{id}"));
        }
    }
}
