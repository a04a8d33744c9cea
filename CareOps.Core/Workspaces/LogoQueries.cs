using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>The logo of a business as a file.</summary>
public sealed class LogoQueries(ReadDoor door)
{
    /// <summary>The file, while it is this business's logo; null for every other.</summary>
    public async Task<StoredFile?> FileAsync(Caller caller, Guid fileId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Anyone, cancellationToken);
        return await db.Workspaces().AnyAsync(row => row.LogoFileId == fileId, cancellationToken)
            ? await db.StoredFiles().SingleOrDefaultAsync(row => row.Id == fileId, cancellationToken)
            : null;
    }
}
