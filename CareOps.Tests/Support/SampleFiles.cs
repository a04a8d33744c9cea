using System.IO.Compression;
using System.Text;

namespace CareOps.Tests.Support;

/// <summary>Small files of each kind, made here.</summary>
internal static class SampleFiles
{
    /// <summary>A picture of one pixel that browsers draw.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A picture of 64 by 48 pixels, all teal.</summary>
    public static byte[] Logo { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAQ0lEQVR42u3PQQkAAAgEsGtgU5/mt4JfYbACS02/FgEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBqwUkH2Sm9Ef51wAAAABJRU5ErkJggg==");

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Program { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0];

    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "word/document.xml");

    public static byte[] Zip(params string[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write("<x/>"u8);
            }
        }

        return file.ToArray();
    }

    /// <summary>A PDF of this many bytes, no two of which are alike for long.</summary>
    public static byte[] Large(int bytes)
    {
        var file = new byte[bytes];
        new Random(bytes).NextBytes(file);
        Pdf.AsSpan(0, 9).CopyTo(file);
        return file;
    }
}
