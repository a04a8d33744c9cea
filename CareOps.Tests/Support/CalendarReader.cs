using System.Diagnostics;
using System.Text.Json;

namespace CareOps.Tests.Support;

/// <summary>A calendar file as another's software, Python's icalendar, understands it.</summary>
public sealed record ReadEvent(
    string Method,
    string Version,
    string Uid,
    int Sequence,
    DateTimeOffset Stamp,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Summary,
    string Description,
    string Location,
    string Url,
    string Organizer,
    string OrganizerName,
    string Status,
    IReadOnlyList<string> Errors);

/// <summary>A whole calendar, as the same software understands it.</summary>
public sealed record ReadCalendar(
    string? Name, string? ShownName, double? RefreshMinutes, string? PublishedTtl, IReadOnlyList<ReadEvent> Events);

/// <summary>Lets Python read a calendar file (see calendar_reader.py).</summary>
internal static class CalendarReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A file of one event.</summary>
    public static async Task<ReadEvent> ReadAsync(string file) => Assert.Single((await ReadAllAsync(file)).Events);

    public static async Task<ReadCalendar> ReadAllAsync(string file)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "calendar_reader.py");
        using var python = Process.Start(new ProcessStartInfo(SystemTools.CalendarPython.Require(), [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var answer = python.StandardOutput.ReadToEndAsync();
        var complaints = python.StandardError.ReadToEndAsync();
        await python.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(file));
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        return python.ExitCode == 0
            ? JsonSerializer.Deserialize<ReadCalendar>(await answer, Json)!
            : throw new InvalidDataException($"No calendar can read this: {await complaints}");
    }
}
