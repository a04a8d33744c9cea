using System.Text;
using System.Threading.Channels;

using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Foundation;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Npgsql;

namespace CareOps.Core.LiveUpdates;

/// <summary>
/// Lets the screens of one node hear of what another node on the same PostgreSQL committed, by NOTIFY. Never inside the transaction that
/// made the change: NOTIFY takes a lock that all of the server's transactions share. What is committed while one notice is on its way goes
/// along with the next. It carries <see cref="NodeTalk"/>, too.
/// </summary>
public sealed partial class OtherNodes : BackgroundService, ICommitObserver
{
    private const string ChannelName = "careops_live";
    private const char Word = '!';

    // PostgreSQL takes 8,000 bytes in one notice.
    private const int LongestNotice = 7_900;

    // Of one gathering. Beyond that "anything may have changed" costs everyone less than the list.
    private const int MostNotices = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresContexts _contexts;
    private readonly LiveUpdateHub _hub;
    private readonly NodeTalk _talk;
    private readonly ILogger<OtherNodes> _logger;
    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Lock _lock = new();
    private readonly Channel<bool> _calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private HashSet<LiveUpdate> _waiting = [];
    private List<string> _words = [];

    public OtherNodes(PostgresContexts contexts, LiveUpdateHub hub, NodeTalk talk, ILogger<OtherNodes> logger)
    {
        (_contexts, _hub, _talk, _logger) = (contexts, hub, talk, logger);
        talk.CarryBy(Say);
    }

    public void Committed(IReadOnlyList<LiveUpdate> updates, bool outboxHasWork)
    {
        if (updates.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _waiting.UnionWith(updates);
        }

        _calls.Writer.TryWrite(true);
    }

    private void Say(string line)
    {
        lock (_lock)
        {
            _words.Add($"{Word}{line}");
        }

        _calls.Writer.TryWrite(true);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        AgainAndAgainAsync(ListenAsync, stoppingToken), AgainAndAgainAsync(TellAsync, stoppingToken));

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                LogLost(exception);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await _contexts.Listeners.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        // Nobody knows what was told before this connection listened.
        _hub.PublishEverything();
        while (!stoppingToken.IsCancellationRequested)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        while (await _calls.Reader.WaitToReadAsync(stoppingToken))
        {
            _calls.Reader.TryRead(out _);
            var (updates, words) = TakeWaiting();
            try
            {
                await TellAsync([.. Notices(updates), .. Packed(words)], stoppingToken);
            }
            catch
            {
                // Told again once the server is back: hearing of a change twice does no harm.
                Committed([.. updates], outboxHasWork: false);
                throw;
            }
        }
    }

    private async Task TellAsync(List<string> notices, CancellationToken stoppingToken)
    {
        await using var connection = await _contexts.Writers.OpenConnectionAsync(stoppingToken);
        foreach (var notice in notices)
        {
            await using var tell = new NpgsqlCommand($"SELECT pg_notify('{ChannelName}', $1)", connection);
            tell.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notice });
            await tell.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private (HashSet<LiveUpdate> Updates, List<string> Words) TakeWaiting()
    {
        lock (_lock)
        {
            var taken = (_waiting, _words);
            (_waiting, _words) = ([], []);
            return taken;
        }
    }

    /// <summary>Who tells, and line by line what changed; a notice without lines means anything.</summary>
    private List<string> Notices(HashSet<LiveUpdate> updates)
    {
        var notices = Packed(updates.Select(static update => $"{update.Workspace.Value:N} {update.Subject.Id:N} {update.Subject.Kind}"));
        return notices.Count > MostNotices ? [_self] : notices;
    }

    private List<string> Packed(IEnumerable<string> lines)
    {
        var notices = new List<string>();
        var notice = new StringBuilder(_self);
        foreach (var line in lines)
        {
            if (notice.Length + 1 + line.Length > LongestNotice)
            {
                notices.Add(notice.ToString());
                notice = new StringBuilder(_self);
            }

            notice.Append('\n').Append(line);
        }

        if (notice.Length > _self.Length)
        {
            notices.Add(notice.ToString());
        }

        return notices;
    }

    private void Hear(string notice)
    {
        var lines = notice.Split('\n');
        if (lines[0] == _self)
        {
            return;
        }

        if (lines.Length == 1)
        {
            _hub.PublishEverything();
            return;
        }

        foreach (var line in lines.Where(static line => line[0] == Word))
        {
            _talk.Hear(line[1..]);
        }

        _hub.Publish([.. lines.Skip(1).Where(static line => line[0] != Word).Select(Read)]);
    }

    private static LiveUpdate Read(string line)
    {
        var parts = line.Split(' ', 3);
        return new LiveUpdate(new WorkspaceId(Guid.ParseExact(parts[0], "N")), new LiveSubject(parts[2], Guid.ParseExact(parts[1], "N")));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other nodes can't be heard or told of changes right now; it is tried again in a second")]
    private partial void LogLost(Exception exception);
}
