using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;

using NodaTime;

namespace CareOps.Web.Components.Inbox;

/// <summary>Someone else who has the same conversation open.</summary>
/// <param name="Member">Who.</param>
/// <param name="TypingUntil">Until when they count as typing, unless they go on; null while they only read.</param>
public readonly record struct Present(MemberId Member, Instant? TypingUntil);

/// <summary>
/// Who has which conversation open, and who types. In memory only: nodes tell each other, and forget what is not repeated. Safe from any
/// thread.
/// </summary>
public sealed class InboxPresence
{
    /// <summary>How long after a key one counts as typing.</summary>
    public static readonly Duration TypingLasts = Duration.FromSeconds(4);

    /// <summary>How often a node says again who is there.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    /// <summary>How long it is believed.</summary>
    public static readonly Duration BelievedFor = Duration.FromSeconds(75);

    private const string Topic = "presence";
    private const string Here = "here";
    private const string Types = "types";
    private const string Gone = "gone";

    private readonly IClock _clock;
    private readonly NodeTalk _talk;
    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Lock _lock = new();
    private readonly Dictionary<ThreadKey, List<Visit>> _visits = [];
    private readonly Dictionary<ThreadKey, Dictionary<(string Node, MemberId Member), Elsewhere>> _elsewhere = [];

    public InboxPresence(IClock clock, NodeTalk talk)
    {
        (_clock, _talk) = (clock, talk);
        talk.Listen(Hear);
    }

    /// <summary>Someone opens a conversation. Dispose when they leave it.</summary>
    /// <param name="caller">Who; they are seen by members of their own workspace only.</param>
    /// <param name="conversation">What they open.</param>
    /// <param name="onChanged">Called when someone else comes, goes or begins to type, on any thread: it takes note and returns.</param>
    public Visit Enter(Caller.Member caller, Guid conversation, Action onChanged)
    {
        var visit = new Visit(this, new ThreadKey(caller.Workspace, conversation), caller.Id, onChanged);
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

    /// <summary>Says to other nodes once more who is here, and forgets what they have not repeated.</summary>
    public void Repeat()
    {
        List<(ThreadKey Place, MemberId Member)> here;
        lock (_lock)
        {
            here = [.. _visits.SelectMany(static pair => pair.Value.Select(visit => (pair.Key, visit.Member))).Distinct()];
            var now = _clock.GetCurrentInstant();
            foreach (var (place, elsewhere) in _elsewhere.ToList())
            {
                foreach (var (who, _) in elsewhere.Where(each => each.Value.Until <= now).ToList())
                {
                    elsewhere.Remove(who);
                }

                if (elsewhere.Count == 0)
                {
                    _elsewhere.Remove(place);
                }
            }
        }

        foreach (var (place, member) in here)
        {
            SayTo(place, member);
        }
    }

    private IReadOnlyList<Present> OthersThan(Visit visit)
    {
        var now = _clock.GetCurrentInstant();
        lock (_lock)
        {
            var here = At(visit.Place).Where(static other => other.IsHere).Select(static other => (other.Member, other.TypingUntil));
            var elsewhere = _elsewhere.GetValueOrDefault(visit.Place)?.Where(each => each.Value.Until > now)
                .Select(static each => (each.Key.Member, each.Value.TypingUntil)) ?? [];
            return
            [
                .. here.Concat(elsewhere)
                    .Where(other => other.Member != visit.Member)
                    .GroupBy(static other => other.Member)
                    .Select(group => new Present(group.Key, group.Max(other => other.TypingUntil > now ? other.TypingUntil : null))),
            ];
        }
    }

    private void Type(Visit visit)
    {
        var now = _clock.GetCurrentInstant();
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
        TellHere(about.Place, about.Member);
        SayTo(about.Place, about.Member);
    }

    private void TellHere(ThreadKey place, MemberId about)
    {
        Visit[] others;
        lock (_lock)
        {
            others = [.. At(place).Where(other => other.Member != about)];
        }

        foreach (var other in others)
        {
            other.OnChanged();
        }
    }

    private void SayTo(ThreadKey place, MemberId member)
    {
        var now = _clock.GetCurrentInstant();
        string state;
        lock (_lock)
        {
            var visits = At(place).Where(visit => visit.IsHere && visit.Member == member).ToList();
            state = (visits.Count, visits.Exists(visit => visit.TypingUntil > now)) switch
            {
                (0, _) => Gone,
                (_, true) => Types,
                _ => Here,
            };
        }

        _talk.Say($"{Topic} {_self} {place.Workspace.Value:N} {place.Conversation:N} {member.Value:N} {state}");
    }

    private void Hear(string line)
    {
        if (line.Split(' ') is not [Topic, var node, var workspace, var conversation, var who, var state])
        {
            return;
        }

        var place = new ThreadKey(new WorkspaceId(IdOf(workspace)), IdOf(conversation));
        var member = new MemberId(IdOf(who));
        var now = _clock.GetCurrentInstant();
        lock (_lock)
        {
            if (!_elsewhere.TryGetValue(place, out var elsewhere))
            {
                _elsewhere[place] = elsewhere = [];
            }

            elsewhere.Remove((node, member));
            if (state != Gone)
            {
                elsewhere[(node, member)] = new Elsewhere(now + BelievedFor, state == Types ? now + TypingLasts : null);
            }
        }

        TellHere(place, member);
    }

    private static Guid IdOf(string text) => Guid.ParseExact(text, "N");

    private List<Visit> At(ThreadKey place) => _visits.TryGetValue(place, out var here) ? here : [];

    internal readonly record struct ThreadKey(WorkspaceId Workspace, Guid Conversation);

    private readonly record struct Elsewhere(Instant Until, Instant? TypingUntil);

    /// <summary>One screen on which a conversation is open.</summary>
    public sealed class Visit : IDisposable
    {
        private readonly InboxPresence _presence;

        internal Visit(InboxPresence presence, ThreadKey place, MemberId member, Action onChanged) =>
            (_presence, Place, Member, OnChanged) = (presence, place, member, onChanged);

        internal ThreadKey Place { get; }

        internal MemberId Member { get; }

        internal Action OnChanged { get; }

        internal Instant? TypingUntil { get; set; }

        internal bool IsHere { get; set; } = true;

        /// <summary>Others who have it open, each once.</summary>
        public IReadOnlyList<Present> Others => _presence.OthersThan(this);

        public void Typing() => _presence.Type(this);

        /// <summary>What was typed is sent.</summary>
        public void StoppedTyping() => _presence.Stop(this);

        /// <summary>The connection to the screen is lost or back: a closed laptop looks at nothing.</summary>
        public void IsConnected(bool isConnected) => _presence.SetHere(this, isConnected);

        public void Dispose() => _presence.Leave(this);
    }
}
