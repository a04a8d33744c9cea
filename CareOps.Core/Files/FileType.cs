namespace CareOps.Core.Files;

/// <summary>What a kept file is. Told by its content, never by its name or by what its sender calls it.</summary>
public enum FileType
{
    Pdf,
    Png,
    Jpeg,
    Gif,
    Webp,
    Heic,
    Docx,
    Xlsx,
    Text,
    Csv,
    Calendar,
    Mp3,
    Mp4,
    Ogg,
}

public static class FileTypes
{
    private static readonly Dictionary<FileType, (string ContentType, string[] Extensions)> Known = new()
    {
        [FileType.Pdf] = ("application/pdf", [".pdf"]),
        [FileType.Png] = ("image/png", [".png"]),
        [FileType.Jpeg] = ("image/jpeg", [".jpg", ".jpeg", ".jfif"]),
        [FileType.Gif] = ("image/gif", [".gif"]),
        [FileType.Webp] = ("image/webp", [".webp"]),
        [FileType.Heic] = ("image/heic", [".heic", ".heif"]),
        [FileType.Docx] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]),
        [FileType.Xlsx] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]),
        [FileType.Text] = ("text/plain", [".txt", ".log", ".md", ".vcf"]),
        [FileType.Csv] = ("text/csv", [".csv", ".tsv"]),
        [FileType.Calendar] = ("text/calendar", [".ics"]),
        [FileType.Mp3] = ("audio/mpeg", [".mp3"]),
        [FileType.Mp4] = ("video/mp4", [".mp4", ".m4a", ".m4v", ".3gp"]),
        [FileType.Ogg] = ("audio/ogg", [".ogg", ".oga", ".opus"]),
    };

    public static string ContentType(this FileType type) => Known[type].ContentType;

    /// <summary>The endings that a name of this type may have, the usual one first.</summary>
    public static IReadOnlyList<string> Extensions(this FileType type) => Known[type].Extensions;

    /// <summary>A picture that every browser draws and that can hold no program: it may be shown in a page.</summary>
    public static bool IsPicture(this FileType type) => type is FileType.Png or FileType.Jpeg or FileType.Gif or FileType.Webp;

    /// <summary>The types whose names may end so, for a file dialog: ".pdf,.png,…".</summary>
    public static string Accepted { get; } = string.Join(',', Known.Values.SelectMany(static known => known.Extensions));
}
