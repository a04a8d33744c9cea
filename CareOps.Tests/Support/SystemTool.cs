namespace CareOps.Tests.Support;

/// <summary>
/// A program from outside that tests use: found, else installed, once per run; else a sentence says what to type.
/// </summary>
/// <param name="name">What people call it.</param>
/// <param name="command">What to type to get it.</param>
/// <param name="find">Looks for it; answers its path.</param>
/// <param name="install">Tries to install it; what it achieved is decided by looking again.</param>
public sealed class SystemTool(string name, string command, Func<string?> find, Action install)
{
    // Attributes ask at discovery, tests while they run: whoever comes first looks, the others wait for its answer.
    private readonly Lazy<string?> _path = new(() =>
    {
        if (find() is { } found)
        {
            return found;
        }

        install();
        return find();
    });

    public string? Path => _path.Value;

    /// <summary>Null where the tool is there: an attribute's <c>Skip</c> as it stands.</summary>
    public string? Missing => Path is null ? $"{name} is not available. Install it with: {command}" : null;

    /// <summary>
    /// Null where the tool is there, else a display name that holds the reason: <c>dotnet test</c> prints the names of skipped
    /// tests and keeps their reasons to itself.
    /// </summary>
    public string? NameOfSkipped(string test) => Missing is { } missing ? $"{test} [{missing}]" : null;

    /// <summary>The path, for whoever can't go on without.</summary>
    /// <exception cref="InvalidOperationException">It is not available; the message holds the command to type.</exception>
    public string Require() => Path ?? throw new InvalidOperationException(Missing);
}
