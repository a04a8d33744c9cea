using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Inbox;

/// <summary>The files of a reply: those that lie in the composer, those on their way, and how more are added.</summary>
public sealed partial class ComposerFiles : IDisposable
{
    private static readonly TimeSpan DrawPause = TimeSpan.FromMilliseconds(120);

    private readonly List<int> _pickers = [0];
    private readonly HashSet<int> _ready = [];
    private long _drawnAt;
    private bool _isClosed;

    [Parameter, EditorRequired]
    public ReplyDraft Draft { get; set; } = null!;

    /// <summary>What the server keeps in the composer.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ThreadFile> Files { get; set; } = [];

    [Parameter, EditorRequired]
    public bool IsSms { get; set; }

    /// <summary>Something came, went, or was refused.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private AttachFileHandler Attach { get; set; } = null!;

    [Inject]
    private RemoveAttachmentHandler Remove { get; set; } = null!;

    private IEnumerable<ThreadFile> Kept => Files.Where(file => !Draft.TakenOut.Contains(file.Id));

    private bool HasFiles => !Draft.IsNote && (Kept.Any() || Draft.Uploads.Count > 0);

    public void Dispose() => _isClosed = true;

    // What has arrived is shown as the server has it.
    protected override void OnParametersSet() =>
        Draft.Uploads.RemoveAll(upload => upload.AttachmentId is { } id && Files.Any(file => file.Id == id));

    private async Task AddAsync(int picker, InputFileChangeEventArgs chosen)
    {
        var draft = Draft;
        _pickers.Add(_pickers[^1] + 1);
        draft.Error = null;
        if (draft.Attachments(Files).Count + draft.Uploads.Count(static upload => upload.IsUnderWay) + chosen.FileCount > Attachment.MaxOfAMessage)
        {
            draft.Error = $"A message takes {Attachment.MaxOfAMessage} files at most.";
        }
        else
        {
            var uploads = chosen.GetMultipleFiles(Attachment.MaxOfAMessage).Select(static file => new FileUpload(file)).ToList();
            draft.Uploads.AddRange(uploads);
            await OnChanged.InvokeAsync();
            foreach (var upload in uploads)
            {
                await UploadAsync(draft, upload);
            }
        }

        _pickers.Remove(picker);
        _ready.Remove(picker);
        await OnChanged.InvokeAsync();
    }

    [SuppressMessage("Security", "S5693", Justification = "A scan has up to 10 MB. More than that is refused before it is read.")]
    private async Task UploadAsync(ReplyDraft draft, FileUpload upload)
    {
        if (upload.File.Size > FileStore.MostBytes)
        {
            upload.Refusal = FileErrors.TooLarge.Message;
            return;
        }

        try
        {
            await using var content = new CountedStream(upload.File.OpenReadStream(FileStore.MostBytes, upload.Stopped), count => Count(upload, count));
            var result = await Attach.HandleAsync(Member.Caller, new AttachFile(draft.Conversation, upload.Name, content), upload.Stopped);
            upload.AttachmentId = result.Succeeded ? result.Value : null;
            upload.Refusal = result.Error?.Message;
        }
        catch (Exception exception) when (exception is IOException or JSException or OperationCanceledException or TimeoutException)
        {
            upload.Refusal = upload.Stopped.IsCancellationRequested ? "It was taken out." : "It could not be read. Choose it again.";
        }
        catch (Core.Data.DatabaseUnavailableException)
        {
            upload.Refusal = Attempt.Unavailable.Message;
        }
    }

    private void Count(FileUpload upload, int bytes)
    {
        upload.Arrived += bytes;
        if (!_isClosed && Stopwatch.GetElapsedTime(_drawnAt) > DrawPause)
        {
            _drawnAt = Stopwatch.GetTimestamp();
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private async Task LeaveOutAsync(FileUpload upload)
    {
        Draft.Uploads.Remove(upload);
        upload.Stop();
        if (upload.AttachmentId is { } id)
        {
            await TakeOutAsync(id);
        }
        else
        {
            await OnChanged.InvokeAsync();
        }
    }

    private async Task TakeOutAsync(Guid attachment)
    {
        var error = await Attempt.RunAsync(Remove.HandleAsync(Member.Caller, new RemoveAttachment(attachment), CancellationToken.None));
        if (error is null || error.Kind == ErrorKind.NotFound)
        {
            Draft.TakenOut.Add(attachment);
        }

        Draft.Error = error?.Kind == ErrorKind.NotFound ? null : error?.Message;
        await OnChanged.InvokeAsync();
    }

    private Task RefuseAll()
    {
        Draft.Error = Draft.IsNote ? "A note carries no files. Add them to a reply." : InboxErrors.NoFilesBySms.Message;
        return OnChanged.InvokeAsync();
    }
}
