using System.Buffers;
using System.IO.Compression;
using System.Text;

using CareOps.Core.Foundation;

namespace CareOps.Core.Files;

/// <summary>Tells what a file is by what is in it.</summary>
internal static class FileContent
{
    private const int HeadLength = 512;

    private static readonly byte[][] Programs =
    [
        [.. "MZ"u8], [0x7f, .. "ELF"u8], [0xca, 0xfe, 0xba, 0xbe], [0xfe, 0xed, 0xfa, 0xce], [0xfe, 0xed, 0xfa, 0xcf],
        [0xce, 0xfa, 0xed, 0xfe], [0xcf, 0xfa, 0xed, 0xfe], [0, .. "asm"u8], [.. "dex\n"u8], [0x4c, 0, 0, 0, 1, 0x14, 2, 0], [.. "#!/"u8], [.. "#! "u8],
    ];

    // Brands of ISO base media files (ISO/IEC 14496-12): what follows "ftyp".
    private static readonly string[] Heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    private static readonly string[] Mp4 = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4A ", "M4V ", "3gp4", "3gp5", "3gp6", "3g2a", "mmp4"];

    /// <summary>Text whose name ends otherwise is refused: most of those are programs.</summary>
    private static readonly string[] TextNames = ["", .. FileType.Text.Extensions(), .. FileType.Csv.Extensions(), .. FileType.Calendar.Extensions()];

    private static readonly SearchValues<byte> TextBytes = SearchValues.Create(
    [
        (byte)'\t', (byte)'\n', (byte)'\r', (byte)'\f',
        .. Enumerable.Range(' ', 256 - ' ').Where(static value => value != 0x7f).Select(static value => (byte)value),
    ]);

    /// <param name="file">Readable from anywhere; left open.</param>
    /// <param name="name">What it is called, which tells kinds of text apart.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Result<FileType>> TypeAsync(Stream file, string name, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        head = head[..await file.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken)];
        if (head.Length == 0)
        {
            return FileErrors.Empty;
        }

        if (Array.Exists(Programs, start => head.AsSpan().StartsWith(start)))
        {
            return FileErrors.Program;
        }

        if (Signature(head) is { } type)
        {
            return type;
        }

        return head.AsSpan().StartsWith("PK\x03\x04"u8)
            ? OfZip(file)
            : await OfTextAsync(file, Path.GetExtension(name).ToLowerInvariant(), head, cancellationToken);
    }

    private static FileType? Signature(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("%PDF-"u8) => FileType.Pdf,
        _ when head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) => FileType.Png,
        _ when head.StartsWith<byte>([0xff, 0xd8, 0xff]) => FileType.Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => FileType.Gif,
        _ when head.StartsWith("RIFF"u8) && Is(head, 8, "WEBP") => FileType.Webp,
        _ when Is(head, 4, "ftyp") && IsOneOf(head, 8, Heic) => FileType.Heic,
        _ when Is(head, 4, "ftyp") && IsOneOf(head, 8, Mp4) => FileType.Mp4,
        _ when head.StartsWith("OggS"u8) => FileType.Ogg,
        _ when head.StartsWith("ID3"u8) || (head.Length > 1 && head[0] == 0xff && head[1] is 0xfb or 0xf3 or 0xf2) => FileType.Mp3,
        _ => null,
    };

    private static bool IsOneOf(ReadOnlySpan<byte> head, int at, string[] words)
    {
        foreach (var word in words)
        {
            if (Is(head, at, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> head, int at, string word) =>
        head.Length >= at + word.Length && Encoding.ASCII.GetString(head.Slice(at, word.Length)) == word;

    // Office Open XML (ECMA-376): a zip file whose parts are named.
    private static Result<FileType> OfZip(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Select(static entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!parts.Contains("[Content_Types].xml"))
            {
                return FileErrors.Unknown;
            }

            if (parts.Any(static part => part.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return FileErrors.Macros;
            }

            if (parts.Contains("word/document.xml"))
            {
                return FileType.Docx;
            }

            return parts.Contains("xl/workbook.xml") ? FileType.Xlsx : FileErrors.Unknown;
        }
        catch (InvalidDataException)
        {
            return FileErrors.Unknown;
        }
    }

    private static async Task<Result<FileType>> OfTextAsync(Stream file, string extension, byte[] head, CancellationToken cancellationToken)
    {
        if (!await IsTextAsync(file, cancellationToken))
        {
            return FileErrors.Unknown;
        }

        var start = Encoding.UTF8.GetString(head).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        if (start.StartsWith('<'))
        {
            // HTML, SVG, XML: what opens it may run what it holds.
            return FileErrors.WebPage;
        }

        if (!TextNames.Contains(extension))
        {
            return Enum.GetValues<FileType>().Any(type => type.Extensions().Contains(extension, StringComparer.Ordinal))
                ? FileErrors.NotWhatItSays
                : FileErrors.Program;
        }

        if (start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            return FileType.Calendar;
        }

        return FileType.Csv.Extensions().Contains(extension, StringComparer.Ordinal) ? FileType.Csv : FileType.Text;
    }

    // Bytes above ASCII are letters of one alphabet or another; control characters are none of any.
    private static async Task<bool> IsTextAsync(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var piece = new byte[FileStore.PieceLength];
        while (await file.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            if (piece.AsSpan(0, read).ContainsAnyExcept(TextBytes))
            {
                return false;
            }
        }

        return true;
    }
}
