namespace CareOps.Core.LiveUpdates;

/// <summary>
/// Words between the nodes on one database, of what no row keeps: who looks at what. Nobody hears them where there is one node, and a node
/// that is not there at the moment misses them. Safe from any thread.
/// </summary>
public sealed class NodeTalk
{
    private Action<string>? _carry;
    private Action<string>? _heard;

    /// <summary>Tells of each line of another node, on any thread: whoever hears it takes note and returns.</summary>
    public void Listen(Action<string> heard) => _heard += heard;

    /// <summary>Says one line, of a few hundred characters at most, to all other nodes.</summary>
    public void Say(string line) => _carry?.Invoke(line);

    /// <summary>From now on lines are carried by this.</summary>
    public void CarryBy(Action<string> carry) => _carry = carry;

    /// <summary>A line of another node arrived.</summary>
    public void Hear(string line) => _heard?.Invoke(line);
}
