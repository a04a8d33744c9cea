namespace CareOps.Web.Hosting;

/// <summary>
/// A public page in a frame of our own screens (<c>?preview=1</c>): the set-up shows it beside the form. Only pages of this very origin may
/// frame it, and whoever opens it sees what they would see without the frame.
/// </summary>
internal static class PreviewFrame
{
    /// <summary>What an address says to be shown there.</summary>
    public const string Query = "preview=1";

    public static bool IsPreviewFrame(this HttpContext context) => !context.IsEmbedded() && context.Request.Query["preview"] == "1"
        && (context.Request.Path.StartsWithSegments("/book") || context.Request.Path.StartsWithSegments("/contact")
            || context.Request.Path.StartsWithSegments("/booking"));
}
