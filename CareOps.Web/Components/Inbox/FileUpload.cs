using CareOps.Core.Files;

using Microsoft.AspNetCore.Components.Forms;

namespace CareOps.Web.Components.Inbox;

/// <summary>A file on its way from the browser into a member's composer.</summary>
public sealed class FileUpload(IBrowserFile file) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public Guid Key { get; } = Guid.NewGuid();

    public IBrowserFile File => file;

    public string Name { get; } = FileNames.Clean(file.Name);

    /// <summary>How many bytes have arrived.</summary>
    public long Arrived { get; set; }

    /// <summary>Set when it is in the composer.</summary>
    public Guid? AttachmentId { get; set; }

    /// <summary>Why it is not, as a sentence.</summary>
    public string? Refusal { get; set; }

    public bool IsUnderWay => AttachmentId is null && Refusal is null;

    public CancellationToken Stopped => _stopping.Token;

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
