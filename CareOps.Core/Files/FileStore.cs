using System.Security.Cryptography;

using CareOps.Core.Foundation;

using Microsoft.Extensions.Logging;

namespace CareOps.Core.Files;

/// <summary>Where files are kept: a folder outside the web root, shared by all nodes.</summary>
public sealed record FileLocation(string Folder);

/// <summary>A file on the disk that no row knows yet: <see cref="StoredFile.Of"/> makes one, or <see cref="FileStore.Delete"/> lets go of it.</summary>
/// <param name="Place">The random name under which it lies there.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">What it is, by its content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its content, in small hexadecimal digits.</param>
public sealed record KeptFile(string Place, string Name, FileType Type, long Size, string Sha256);

/// <summary>
/// The files of all businesses on the disk, under random names in 256 folders. A file is written elsewhere, brought to the disk
/// (fsync) and moved into its place: at its name there is all of it or nothing.
/// </summary>
public sealed partial class FileStore(FileLocation location, ILogger<FileStore> logger)
{
    /// <summary>The largest file that is kept, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    internal const int PieceLength = 64 * 1024;

    private const int NameLength = 32;
    private const int FolderLength = 2;

    // System.IO says what the operating system said: ENOSPC and EDQUOT on Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] FullResults = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Where files are written before they are whole.</summary>
    private string Incoming => Path.Combine(location.Folder, "incoming");

    /// <summary>Opens a new file for writing; another one where a disk that is full is to be tried.</summary>
    public Func<string, FileStream> Create { get; set; } = CreateNew;

    /// <summary>Where a file lies.</summary>
    public string PathOf(string place) => Path.Combine(location.Folder, place[..FolderLength], place);

    public bool Has(string place) => File.Exists(PathOf(place));

    /// <exception cref="IOException">It is not there.</exception>
    public Stream Open(string place) =>
        new FileStream(PathOf(place), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, PieceLength, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>
    /// Brings a file to the disk, if it is of a kind that is kept and neither empty nor too large. Where it is refused, nothing is
    /// left of it.
    /// </summary>
    /// <param name="name">What its sender calls it.</param>
    /// <param name="content">Read to its end, or until it is too large. What reading throws is thrown on.</param>
    /// <param name="cancellationToken">Stops, and leaves nothing.</param>
    public async Task<Result<KeptFile>> KeepAsync(string? name, Stream content, CancellationToken cancellationToken)
    {
        var place = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameLength / 2));
        var incoming = Path.Combine(Incoming, place);
        FileStream? file = null;
        var isKept = false;
        try
        {
            var obstacle = await TryAsync(() =>
            {
                file = Start(incoming);
                return ValueTask.CompletedTask;
            });
            if (obstacle is not null)
            {
                return obstacle;
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (await CopyAsync(content, file!, hash, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var size = file!.Length;
            var type = await FileContent.TypeAsync(file, FileNames.Clean(name), cancellationToken);
            if (!type.Succeeded)
            {
                return type.Error;
            }

            if (await TryAsync(() => FinishAsync(file, incoming, place)) is { } late)
            {
                return late;
            }

            isKept = true;
            return new KeptFile(place, FileNames.Of(name, type.Value), type.Value, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }

            if (!isKept && File.Exists(incoming))
            {
                File.Delete(incoming);
            }
        }
    }

    /// <summary>Removes a file for good; one that is gone already is no mistake.</summary>
    public void Delete(string place)
    {
        var path = PathOf(place);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Every file that was last written before <paramref name="moment"/>, with the random name under which it lies.</summary>
    internal IEnumerable<(string Place, string Path)> WrittenBefore(DateTime moment) => Directory.Exists(location.Folder)
        ? Directory.EnumerateFiles(location.Folder, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < moment)
            .Select(static path => (Path.GetFileName(path), path))
        : [];

    private static FileStream CreateNew(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    private FileStream Start(string incoming)
    {
        Directory.CreateDirectory(Incoming);
        return Create(incoming);
    }

    private async Task<Error?> CopyAsync(Stream content, FileStream file, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        var size = 0L;
        while (await content.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            size += read;
            if (size > MostBytes)
            {
                return FileErrors.TooLarge;
            }

            hash.AppendData(piece, 0, read);
            if (await TryAsync(() => file.WriteAsync(piece.AsMemory(0, read), cancellationToken)) is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }

    private async ValueTask FinishAsync(FileStream file, string incoming, string place)
    {
        file.Flush(flushToDisk: true);
        await file.DisposeAsync();
        var path = PathOf(place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(incoming, path);
    }

    // What the disk refuses is told; what the file's sender does wrong is theirs and passes.
    private async ValueTask<Error?> TryAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogRefused(location.Folder, exception);
            return FullResults.Contains(exception.HResult) ? FileErrors.DiskFull : FileErrors.Unwritable;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A file could not be written in {Folder}")]
    private partial void LogRefused(string folder, Exception exception);
}
