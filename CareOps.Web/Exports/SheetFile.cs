using System.Text;

namespace CareOps.Web.Exports;

/// <summary>A file for spreadsheets.</summary>
internal static class SheetFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Marked as UTF-8: without the mark, spreadsheets take letters beyond ASCII for others.</summary>
    public static byte[] BytesOf(string text) => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)];
}
