using System.Collections.Concurrent;

using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

using Npgsql;

namespace CareOps.Tests.LiveUpdates;

/// <summary>Two nodes on one PostgreSQL: what one commits, the other's screens hear of.</summary>
public sealed class OtherNodesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task A_screen_hears_of_what_another_node_committed_and_of_nothing_of_other_businesses()
    {
        await using var here = await TestHouse.StartAsync(Engine.Postgres);
        await using var there = here.Beside();
        var (mine, theirs) = (await here.OpenBusinessAsync("Mine"), await here.OpenBusinessAsync("Theirs"));
        var (heard, heardByOthers) = (new Heard(), new Heard());
        using var screen = there.Get<LiveUpdateHub>().Subscribe(mine.Id, heard.Add);
        using var others = there.Get<LiveUpdateHub>().Subscribe(theirs.Id, heardByOthers.Add);
        await StartAsync(here, there);
        await heard.UntilAsync(LiveSubject.Everything);

        await mine.BookAsync(TestBusiness.Tuesday);

        var conversation = await mine.ConversationAsync();
        await heard.UntilAsync(new LiveSubject(nameof(Conversation), conversation.Id));
        await heard.UntilAsync(new LiveSubject(nameof(Contact), conversation.ContactId));

        // What their own registration changed may come this late.
        Assert.Equal([LiveSubject.Everything], heardByOthers.All.Intersect(heard.All));
    }

    [PostgresFact]
    public async Task A_node_does_not_hear_its_own_changes_twice()
    {
        await using var here = await TestHouse.StartAsync(Engine.Postgres);
        await using var there = here.Beside();
        var business = await here.OpenBusinessAsync();
        var (heardHere, heardThere) = (new Heard(), new Heard());
        using var screenHere = here.Get<LiveUpdateHub>().Subscribe(business.Id, heardHere.Add);
        using var screenThere = there.Get<LiveUpdateHub>().Subscribe(business.Id, heardThere.Add);
        await StartAsync(here, there);
        await heardHere.UntilAsync(LiveSubject.Everything);
        await heardThere.UntilAsync(LiveSubject.Everything);

        await business.BookAsync(TestBusiness.Tuesday);
        var subject = new LiveSubject(nameof(Conversation), (await business.ConversationAsync()).Id);
        await heardThere.UntilAsync(subject);

        // What the other node says comes after our own notice, on the same connection.
        there.Get<OtherNodes>().Committed([new LiveUpdate(business.Id, new LiveSubject("Test", subject.Id))], outboxHasWork: false);
        await heardHere.UntilAsync(new LiveSubject("Test", subject.Id));
        Assert.Single(heardHere.All, subject);
    }

    [PostgresFact]
    public async Task A_node_that_lost_the_server_has_its_screens_look_again_and_goes_on()
    {
        await using var here = await TestHouse.StartAsync(Engine.Postgres);
        await using var there = here.Beside();
        var business = await here.OpenBusinessAsync();
        var heard = new Heard();
        using var screen = there.Get<LiveUpdateHub>().Subscribe(business.Id, heard.Add);
        await StartAsync(here, there);
        await heard.UntilAsync(LiveSubject.Everything);
        heard.Clear();

        Assert.True(await EndEveryoneListeningAsync(here.Postgres!) >= 2);

        await heard.UntilAsync(LiveSubject.Everything);
        await business.BookAsync(TestBusiness.Tuesday);
        await heard.UntilAsync(new LiveSubject(nameof(Conversation), (await business.ConversationAsync()).Id));
    }

    [PostgresFact]
    public async Task What_a_node_says_the_other_hears_and_not_itself()
    {
        await using var here = await TestHouse.StartAsync(Engine.Postgres);
        await using var there = here.Beside();
        var business = await here.OpenBusinessAsync();
        var (heard, own, far) = (new Heard(), new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var screen = there.Get<LiveUpdateHub>().Subscribe(business.Id, heard.Add);
        here.Get<NodeTalk>().Listen(own.Enqueue);
        there.Get<NodeTalk>().Listen(far.Enqueue);
        await StartAsync(here, there);
        await heard.UntilAsync(LiveSubject.Everything);
        await ToldAsync(here, business, heard);
        heard.Clear();

        here.Get<NodeTalk>().Say("presence of Mia");
        await Eventually.TrueAsync(() => !far.IsEmpty, Long, "the other node to hear it");

        Assert.Equal(["presence of Mia"], far);
        Assert.Empty(own);
        Assert.Empty(heard.All);
    }

    [PostgresFact]
    public async Task More_changes_than_fit_into_one_notice_all_arrive_or_everything_is_said_to_have_changed()
    {
        await using var here = await TestHouse.StartAsync(Engine.Postgres);
        await using var there = here.Beside();
        var business = await here.OpenBusinessAsync();
        var heard = new Heard();
        using var screen = there.Get<LiveUpdateHub>().Subscribe(business.Id, heard.Add);
        await StartAsync(here, there);
        await heard.UntilAsync(LiveSubject.Everything);
        heard.Clear();
        var few = Changes(business, 300);

        here.Get<OtherNodes>().Committed(few, outboxHasWork: false);
        await Eventually.TrueAsync(() => few.All(update => heard.All.Contains(update.Subject)), Long, "three hundred changes");

        Assert.DoesNotContain(LiveSubject.Everything, heard.All);

        here.Get<OtherNodes>().Committed(Changes(business, 5_000), outboxHasWork: false);
        await heard.UntilAsync(LiveSubject.Everything);
    }

    private static List<LiveUpdate> Changes(TestBusiness business, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new LiveUpdate(business.Id, new LiveSubject(nameof(Contact), Guid.NewGuid())))];

    private static async Task StartAsync(params TestHouse[] nodes)
    {
        foreach (var node in nodes)
        {
            await node.Get<OtherNodes>().StartAsync(CancellationToken.None);
        }
    }

    private static async Task<long> EndEveryoneListeningAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var end = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'", connection);
        return (long)(await end.ExecuteScalarAsync())!;
    }

    /// <summary>What a screen was told, from whatever thread.</summary>
    // What was committed before is told before this.
    private static async Task ToldAsync(TestHouse node, TestBusiness business, Heard heard)
    {
        var mark = new LiveSubject("Test", Guid.NewGuid());
        node.Get<OtherNodes>().Committed([new LiveUpdate(business.Id, mark)], outboxHasWork: false);
        await heard.UntilAsync(mark);
    }

    private sealed class Heard
    {
        private readonly Lock _lock = new();
        private readonly List<LiveSubject> _subjects = [];

        public IReadOnlyList<LiveSubject> All
        {
            get
            {
                lock (_lock)
                {
                    return [.. _subjects];
                }
            }
        }

        public void Add(IReadOnlyList<LiveSubject> subjects)
        {
            lock (_lock)
            {
                _subjects.AddRange(subjects);
            }
        }

        public void Clear()
        {
            lock (_lock)
            {
                _subjects.Clear();
            }
        }

        public Task UntilAsync(LiveSubject subject) => Eventually.TrueAsync(() => All.Contains(subject), Long, $"news of {subject}");
    }
}
