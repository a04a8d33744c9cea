using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Forms;
using CareOps.Web.Components.Inbox;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Forms;

/// <summary>The document that goes with a form, and what customers do with it.</summary>
public sealed partial class DocumentEditor : IDisposable
{
    private static readonly (QuestionKind Kind, string Text)[] Tasks =
    [
        (QuestionKind.Consent, "Read it and accept it with a tick"),
        (QuestionKind.Signature, "Read it and sign, drawn or typed"),
        (QuestionKind.File, "Fill it in and send back the completed copy"),
    ];

    private static readonly TimeSpan DrawPause = TimeSpan.FromMilliseconds(120);

    private readonly CancellationTokenSource _closing = new();

    private string? _uploading;
    private string? _refusal;
    private long _size;
    private long _arrived;
    private long _drawnAt;
    private int _picker;

    [Parameter, EditorRequired]
    public FormDocument? Document { get; set; }

    /// <summary>What customers do with it.</summary>
    [Parameter, EditorRequired]
    public QuestionKind? Chosen { get; set; }

    /// <summary>Where the saved document is; null where this one is not saved yet.</summary>
    [Parameter]
    public string? Address { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Another document, or none.</summary>
    [Parameter]
    public EventCallback<FormDocument?> OnDocument { get; set; }

    [Parameter]
    public EventCallback<QuestionKind> OnTask { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private KeepFormDocumentHandler KeepDocument { get; set; } = null!;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    [SuppressMessage("Security", "S5693", Justification = "A scanned agreement has up to 10 MB. More than that is refused before it is read.")]
    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        var file = chosen.File;
        _refusal = null;
        if (file.Size > FileStore.MostBytes)
        {
            _refusal = Refused(file.Name, FileErrors.TooLarge.Message);
            return;
        }

        (_uploading, _size, _arrived) = (FileNames.Clean(file.Name), Math.Max(1, file.Size), 0);
        try
        {
            await using var content = new CountedStream(file.OpenReadStream(FileStore.MostBytes, _closing.Token), Count);
            var kept = await KeepDocument.HandleAsync(Member.Caller, new KeepFormDocument(file.Name, content), _closing.Token);
            _refusal = kept.Succeeded ? null : Refused(file.Name, kept.Error.Message);
            if (kept.Succeeded)
            {
                await OnDocument.InvokeAsync(kept.Value);
            }
        }
        catch (Exception exception) when (exception is IOException or JSException or OperationCanceledException or TimeoutException)
        {
            _refusal = Refused(file.Name, "It could not be read. Choose it again.");
        }
        catch (DatabaseUnavailableException)
        {
            _refusal = Attempt.Unavailable.Message;
        }

        // A fresh field, so that the same file can be chosen again.
        (_uploading, _picker) = (null, _picker + 1);
    }

    private static string Refused(string name, string reason) => $"{FileNames.Clean(name)} was not added. {reason}";

    private void Count(int bytes)
    {
        _arrived += bytes;
        if (!_closing.IsCancellationRequested && Stopwatch.GetElapsedTime(_drawnAt) > DrawPause)
        {
            _drawnAt = Stopwatch.GetTimestamp();
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private Task RemoveAsync() => OnDocument.InvokeAsync(null);
}
