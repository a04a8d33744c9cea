using System.Diagnostics;
using System.Text;

namespace CareOps.Tests.Support;

/// <summary>The one place that finds or installs what tests need beyond the .NET SDK.</summary>
public static class SystemTools
{
    // Some images leave the administrator's folders out of PATH.
    private static readonly string[] SearchPath =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        "/usr/local/bin",
        "/usr/bin",
        "/bin",
        "/usr/sbin",
        "/sbin",
        "/opt/homebrew/bin",
    ];

    private static readonly Lazy<bool> CanApt = new(() =>
        Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version") && FindProgram("apt-get") is not null);

    private static readonly Lock Apt = new();

    private static bool _aptUpdated;

    /// <summary>A Chromium: what <c>CAREOPS_CHROMIUM</c> names, an installed one, Playwright's own.</summary>
    public static SystemTool Chromium { get; } = new(
        "Chromium",
        CommandFor("chromium", "pwsh CareOps.Tests/bin/Debug/net10.0/playwright.ps1 install chromium"),
        ChromiumFinder.Find,
        InstallChromium);

    /// <summary>PostgreSQL's <c>pg_ctl</c>; <c>initdb</c> lies beside it.</summary>
    public static SystemTool PostgreSql { get; } = new(
        "PostgreSQL",
        CommandFor("postgresql", "brew install postgresql@17 && brew link postgresql@17"),
        FindPostgreSql,
        () => AptInstall("postgresql"));

    /// <summary>A Python that has aiosmtpd.</summary>
    public static SystemTool SmtpPython { get; } = new(
        "aiosmtpd (an SMTP server)",
        CommandFor("python3-aiosmtpd", "python3 -m pip install aiosmtpd"),
        () => FindPython("aiosmtpd.smtp"),
        () => AptInstall("python3-aiosmtpd"));

    /// <summary>OpenSMTPD, which only an administrator can run: it changes to other users.</summary>
    public static SystemTool OpenSmtpd { get; } = new(
        "OpenSMTPD (run as root)",
        CommandFor("opensmtpd", "run the tests as root on Debian"),
        static () => Environment.IsPrivilegedProcess ? FindProgram("smtpd") : null,
        () => AptInstall("opensmtpd"));

    /// <summary>A Python that has icalendar.</summary>
    public static SystemTool CalendarPython { get; } = new(
        "icalendar (a reader of calendar files)",
        CommandFor("python3-icalendar", "python3 -m pip install icalendar"),
        () => FindPython("icalendar"),
        () => AptInstall("python3-icalendar"));

    /// <summary>Answers the first program of these names on PATH or in the folders where systems keep programs.</summary>
    public static string? FindProgram(params string[] names) =>
        (from name in names
         from folder in SearchPath
         where folder.Length > 0
         let path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
         where IsFile(path)
         select path).FirstOrDefault();

    // File.Exists holds for a link that leads nowhere.
    private static bool IsFile(string path) =>
        new FileInfo(path) is { Exists: true } file && file.ResolveLinkTarget(returnFinalTarget: true) is null or { Exists: true };

    private static string CommandFor(string debianPackage, string elsewhere) =>
        File.Exists("/etc/debian_version")
            ? $"sudo apt-get update && sudo apt-get install -y {debianPackage}"
            : elsewhere;

    private static string? FindPostgreSql()
    {
        if (OperatingSystem.IsWindows())
        {
            return null; // the cluster's keeper is a shell script
        }

        var candidates = new[] { FindProgram("pg_ctl") }.OfType<string>().Concat(DebianPostgreSqls());
        return candidates.FirstOrDefault(path => File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "initdb")));
    }

    // Debian keeps the server's programs out of PATH, in a folder for each major version. Newest first.
    private static IEnumerable<string> DebianPostgreSqls() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin", "pg_ctl"))
                .Where(IsFile)
            : [];

    // Debian's Python first: another one on PATH does not see Debian's packages.
    private static string? FindPython(string module) =>
        new[] { "/usr/bin/python3", FindProgram("python3") }
            .OfType<string>()
            .FirstOrDefault(python => File.Exists(python) && Run(python, ["-c", $"import {module}"]).Succeeded);

    private static void InstallChromium()
    {
        if (!AptInstall("chromium", "fonts-liberation"))
        {
            Microsoft.Playwright.Program.Main(["install", "chromium"]);
        }
    }

    /// <summary>Answers whether apt could be asked at all, which takes Debian and root.</summary>
    private static bool AptInstall(params string[] packages)
    {
        if (!CanApt.Value)
        {
            return false;
        }

        lock (Apt)
        {
            if (!_aptUpdated)
            {
                RunApt("update");
                _aptUpdated = true;
            }

            RunApt(["install", "-y", "--no-install-recommends", .. packages]);
        }

        return true;
    }

    // Another run on the same machine may be installing too: wait for its lock rather than fail.
    private static void RunApt(params string[] arguments)
    {
        var ran = Run(FindProgram("apt-get")!, ["-q", "-o", "DPkg::Lock::Timeout=300", .. arguments]);
        if (!ran.Succeeded)
        {
            Console.Error.WriteLine(ran.Output);
        }
    }

    private static Ran Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new Ran(process.ExitCode == 0, output.ToString());

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    private sealed record Ran(bool Succeeded, string Output);
}
