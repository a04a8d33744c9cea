using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>Someone else who has the same conversation open.</summary>
/// <param name="Member">Who.</param>
/// <param name="TypingUntil">Until when they count as typing, unless they go on; null while they only read.</param>
public readonly record struct Present(MemberId Member, Instant? TypingUntil);

/// <summary>
/// Who has which conversation open on this server, and who types. In memory only: with several servers on one database, each knows of
/// its own screens. Safe from any thread.
/// </summary>
public sealed class InboxPresence(IClock clock)
{
    /// <summary>How long after a key one counts as typing.</summary>
    public static readonly Duration TypingLasts = Duration.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<(WorkspaceId Workspace, Guid Conversation), List<Visit>> _visits = [];

    /// <summary>Someone opens a conversation. Dispose when they leave it.</summary>
    /// <param name="caller">Who; they are seen by members of their own workspace only.</param>
    /// <param name="conversation">What they open.</param>
    /// <param name="onChanged">Called when someone else comes, goes or begins to type, on any thread: it takes note and returns.</param>
    public Visit Enter(Caller.Member caller, Guid conversation, Action onChanged)
    {
        var visit = new Visit(this, (caller.Workspace, conversation), caller.Id, onChanged);
        lock (_lock)
        {
            if (!_visits.TryGetValue(visit.Place, out var here))
            {
                _visits[visit.Place] = here = [];
            }

            here.Add(visit);
        }

        Tell(visit);
        return visit;
    }

    private IReadOnlyList<Present> OthersThan(Visit visit)
    {
        var now = clock.GetCurrentInstant();
        lock (_lock)
        {
            return
            [
                .. Here(visit)
                    .Where(other => other.IsHere && other.Member != visit.Member)
                    .GroupBy(static other => other.Member)
                    .Select(group => new Present(group.Key, group.Max(other => other.TypingUntil > now ? other.TypingUntil : null))),
            ];
        }
    }

    private void Type(Visit visit)
    {
        var now = clock.GetCurrentInstant();
        bool begins;
        lock (_lock)
        {
            // Told once in a while, not with every key.
            begins = visit.TypingUntil is not { } until || until - now < TypingLasts / 2;
            visit.TypingUntil = begins ? now + TypingLasts : visit.TypingUntil;
        }

        if (begins)
        {
            Tell(visit);
        }
    }

    private void Stop(Visit visit)
    {
        lock (_lock)
        {
            visit.TypingUntil = null;
        }

        Tell(visit);
    }

    private void SetHere(Visit visit, bool isHere)
    {
        lock (_lock)
        {
            visit.IsHere = isHere;
        }

        Tell(visit);
    }

    private void Leave(Visit visit)
    {
        lock (_lock)
        {
            if (_visits.TryGetValue(visit.Place, out var here) && here.Remove(visit) && here.Count == 0)
            {
                _visits.Remove(visit.Place);
            }
        }

        Tell(visit);
    }

    private void Tell(Visit about)
    {
        Visit[] others;
        lock (_lock)
        {
            others = [.. Here(about).Where(other => other.Member != about.Member)];
        }

        foreach (var other in others)
        {
            other.OnChanged();
        }
    }

    private List<Visit> Here(Visit visit) => _visits.TryGetValue(visit.Place, out var here) ? here : [];

    /// <summary>One screen on which a conversation is open.</summary>
    public sealed class Visit(InboxPresence presence, (WorkspaceId Workspace, Guid Conversation) place, MemberId member, Action onChanged) : IDisposable
    {
        internal (WorkspaceId Workspace, Guid Conversation) Place => place;

        internal MemberId Member => member;

        internal Action OnChanged => onChanged;

        internal Instant? TypingUntil { get; set; }

        internal bool IsHere { get; set; } = true;

        /// <summary>Others who have it open, each once.</summary>
        public IReadOnlyList<Present> Others => presence.OthersThan(this);

        public void Typing() => presence.Type(this);

        /// <summary>What was typed is sent.</summary>
        public void StoppedTyping() => presence.Stop(this);

        /// <summary>The connection to the screen is lost or back: a closed laptop looks at nothing.</summary>
        public void IsConnected(bool isConnected) => presence.SetHere(this, isConnected);

        public void Dispose() => presence.Leave(this);
    }
}
