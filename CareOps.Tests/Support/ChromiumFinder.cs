namespace CareOps.Tests.Support;

/// <summary>Knows where browsers of the Chromium family live.</summary>
internal static class ChromiumFinder
{
    private static readonly string[] ProgramNames =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private static readonly string[] Elsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
            "Google", "Chrome", "Application", "chrome.exe"),
    ];

    private static readonly string[] InPlaywrightsCache =
    [
        "chrome-linux/chrome",
        "chrome-linux64/chrome",
        "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        "chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        "chrome-win/chrome.exe",
        "chrome-win64/chrome.exe",
    ];

    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("CAREOPS_CHROMIUM");
        if (!string.IsNullOrEmpty(named))
        {
            // A wrong path must not quietly become another browser.
            return File.Exists(named)
                ? named
                : throw new FileNotFoundException($"CAREOPS_CHROMIUM names {named}, which is not there.");
        }

        return SystemTools.FindProgram(ProgramNames) ?? Elsewhere.FirstOrDefault(File.Exists) ?? FindPlaywrights();
    }

    private static string? FindPlaywrights()
    {
        var cache = PlaywrightsCache();
        return Directory.Exists(cache)
            ? Directory.EnumerateDirectories(cache, "chromium-*")
                .OrderDescending(StringComparer.Ordinal)
                .SelectMany(version => InPlaywrightsCache.Select(program => Path.Combine(version, program)))
                .FirstOrDefault(File.Exists)
            : null;
    }

    private static string PlaywrightsCache()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var chosen = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH");
        if (!string.IsNullOrEmpty(chosen))
        {
            return chosen;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(home, "AppData", "Local", "ms-playwright");
        }

        var caches = OperatingSystem.IsMacOS() ? Path.Combine("Library", "Caches") : ".cache";
        return Path.Combine(home, caches, "ms-playwright");
    }
}
