using CareOps.Core.Foundation;

namespace CareOps.Core.Files;

/// <summary>Why a file is not kept. Each sentence goes behind the file's name: "setup.exe was not added. It is a program."</summary>
public static class FileErrors
{
    public static readonly Error TooLarge = new("file.large", $"It is larger than {FileStore.MostBytes / 1024 / 1024} MB.");

    public static readonly Error Empty = new("file.empty", "It is empty.");

    public static readonly Error Program = new("file.program", "It is a program.");

    public static readonly Error NotWhatItSays = new("file.not_what_it_says", "It is damaged, or not what its name says.");

    public static readonly Error Macros = new("file.macros", "It holds macros, which are programs.");

    public static readonly Error WebPage = new("file.page", "It is a web page or a drawing that can hold a program.");

    public static readonly Error Unknown = new(
        "file.unknown", "It is none of the kinds that CareOps keeps: PDF, picture, Word, Excel, text, calendar, sound or film.");

    public static readonly Error DiskFull = new(
        "file.disk_full", "The server's disk is full, so nothing was kept. Tell whoever runs the server.", ErrorKind.Conflict);

    public static readonly Error Unwritable = new(
        "file.unwritable", "The server can't write files now, so nothing was kept. Tell whoever runs the server.", ErrorKind.Conflict);

    /// <summary>The server's own trouble: the same file may be kept later.</summary>
    public static bool IsPassing(Error error) => error == DiskFull || error == Unwritable;
}
