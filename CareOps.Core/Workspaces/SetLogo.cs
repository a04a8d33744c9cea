using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Shows another logo, or none (<paramref name="Content"/> null).</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SetLogo(string? FileName, Stream? Content)
{
    /// <summary>On the disk before the transaction that names it.</summary>
    internal KeptFile? Kept { get; init; }
}

public sealed class SetLogoHandler(IWriteDoor door, FileStore store) : Handler<SetLogo, Guid?>(door)
{
    /// <summary>In bytes: every visitor loads it.</summary>
    public const int MostBytes = 100 * 1024;

    /// <summary>Width and height, in pixels.</summary>
    public const int MostPixels = 2000;

    private const int LeastPixels = 32;

    protected override async Task<Result<Guid?>> RunAsync(Caller caller, SetLogo command, CancellationToken cancellationToken)
    {
        if (command.Content is null)
        {
            return await base.RunAsync(caller, command, cancellationToken);
        }

        var kept = await store.KeepAsync(command.FileName, command.Content, cancellationToken);
        if (!kept.Succeeded)
        {
            return Refusal(kept.Error.Code, $"This logo can't be used. {kept.Error.Message}");
        }

        var isUsed = false;
        try
        {
            if (await WrongAsync(kept.Value, cancellationToken) is { } error)
            {
                return error;
            }

            var result = await base.RunAsync(caller, command with { Kept = kept.Value }, cancellationToken);
            isUsed = result.Succeeded;
            return result;
        }
        finally
        {
            if (!isUsed)
            {
                store.Delete(kept.Value.Place);
            }
        }
    }

    protected override async Task<Result<Guid?>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetLogo command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        var before = workspace.LogoFileId;
        StoredFile? file = null;
        if (command.Kept is { } kept)
        {
            file = StoredFile.Of(db, kept);
            file.Use(db.Now);
            db.Add(file);
        }

        workspace.ShowLogo(file?.Id);
        if (before is { } old)
        {
            await StoredFile.RemoveAsync(db, [old], cancellationToken);
        }

        db.Audit(caller, "business.logo", workspace.Id.Value, new { HasLogo = before is not null }, new { HasLogo = file is not null });
        return file?.Id;
    }

    private static Error Refusal(string code, string sentence) => new(code, sentence, ErrorKind.Invalid, "Logo");

    private async Task<Error?> WrongAsync(KeptFile file, CancellationToken cancellationToken)
    {
        if (!file.Type.IsPicture() || file.Type == FileType.Gif)
        {
            return Refusal("logo.type", "Choose a picture: PNG, JPEG or WebP.");
        }

        if (file.Size > MostBytes)
        {
            return Refusal("logo.large", $"This picture is larger than {MostBytes / 1024} KB. Save it smaller: 320 pixels are plenty for a logo.");
        }

        await using var content = store.Open(file.Place);
        var (width, height) = await PictureSize.OfAsync(content, file.Type, cancellationToken);
        return (width, height) switch
        {
            (0, _) or (_, 0) => Refusal("logo.broken", "This picture can't be read. Save it again as PNG."),
            _ when width > MostPixels || height > MostPixels => Refusal(
                "logo.large", $"This picture is {width} by {height} pixels. Save it smaller: at most {MostPixels} on each side, 320 are plenty."),
            _ when width < LeastPixels || height < LeastPixels => Refusal(
                "logo.small", $"This picture is {width} by {height} pixels, too small to be seen. Use one of at least {LeastPixels} on each side."),
            _ => null,
        };
    }
}
