namespace CareOps.Web.Hosting;

/// <summary>What people call the browser they sit at, from what it says of itself: "Safari on iPhone".</summary>
internal static class BrowserName
{
    // Each names itself after those it wants to be taken for, so the narrower names come first.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Devices =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "A browser";
        return Find(Devices, userAgent) is { } device ? $"{browser} on {device}" : browser;
    }

    private static string? Find((string Sign, string Name)[] names, string? userAgent) =>
        userAgent is null ? null : Array.Find(names, name => userAgent.Contains(name.Sign, StringComparison.Ordinal)).Name;
}
