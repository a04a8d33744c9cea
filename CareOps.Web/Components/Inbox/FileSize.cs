using System.Globalization;

namespace CareOps.Web.Components.Inbox;

/// <summary>Sizes as people say them.</summary>
internal static class FileSize
{
    private const double Thousand = 1024;

    /// <summary>"812 B", "34 KB", "2.4 MB"; nothing where it isn't known.</summary>
    public static string Of(long? bytes) => bytes switch
    {
        null => string.Empty,
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / Thousand:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / Thousand / Thousand:0.0} MB"),
    };
}
