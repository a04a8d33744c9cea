using CareOps.Bench.Baseline;
using CareOps.Bench.Framework;
using CareOps.Bench.Load;

using Npgsql;

namespace CareOps.Bench.Postgres;

/// <summary>
/// The other side of <c>postgres-booking</c>: contact, conversation, message, booking and event by prepared statements, behind an
/// advisory lock for the one member and a look for overlaps; the writes go out as one batch.
/// </summary>
internal sealed class RawBookings(int callers) : ISide
{
    private const int BookingsARound = 3_000;
    private const long Member = 1;

    private const string Tables = """
        CREATE TABLE contact (id uuid PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, created_at timestamptz NOT NULL);
        CREATE TABLE conversation (id uuid PRIMARY KEY, contact_id uuid NOT NULL UNIQUE REFERENCES contact, last_message_at timestamptz NOT NULL);
        CREATE TABLE message (id uuid PRIMARY KEY, conversation_id uuid NOT NULL REFERENCES conversation, body text NOT NULL);
        CREATE TABLE booking (id uuid PRIMARY KEY, member bigint NOT NULL, contact_id uuid NOT NULL REFERENCES contact,
          starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, notes text);
        CREATE INDEX ON booking (member, starts_at);
        CREATE TABLE event (id uuid PRIMARY KEY, name text NOT NULL, payload text NOT NULL);
        """;

    private static readonly DateTime FirstStart = new(2030, 1, 7, 0, 0, 0, DateTimeKind.Utc);

    private readonly PostgresCluster _cluster = new();
    private NpgsqlDataSource? _source;
    private long _booked;

    public string Name => "raw SQL";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _cluster.StartAsync(cancellationToken);
        _source = NpgsqlDataSource.Create(_cluster.ConnectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=1");
        await using var command = _source.CreateCommand(Tables);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        if (_booked == BookingsARound)
        {
            await _cluster.AnalyzeAsync(cancellationToken);
        }

        var measured = await LoadDriver.RunAsync(
            [.. Enumerable.Range(0, callers).Select(_ => new Customer(_source!, _booked))], LoadLimit.Of(BookingsARound), cancellationToken);
        _booked += BookingsARound;
        return measured;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    private sealed class Customer(NpgsqlDataSource source, long firstSlot) : ILoadCaller
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task CallAsync(long number, CancellationToken cancellationToken)
        {
            var start = FirstStart.AddMinutes(30 * (firstSlot + number));
            var end = start.AddMinutes(30);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var look = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Command("SELECT pg_advisory_xact_lock($1)", Member),
                    Command(
                        "SELECT count(*) FROM booking WHERE member = $1 AND starts_at > $2 AND starts_at < $3 AND ends_at > $4",
                        Member, start.AddDays(-2), end, start),
                },
            };
            await look.ExecuteNonQueryAsync(cancellationToken);
            var (contact, conversation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await using var write = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Command("INSERT INTO contact VALUES ($1, $2, $3, $4)", contact, $"visitor-{contact:N}@bench.example", "A visitor", start),
                    Command("INSERT INTO conversation VALUES ($1, $2, $3)", conversation, contact, start),
                    Command("INSERT INTO message VALUES ($1, $2, $3)", Guid.CreateVersion7(), conversation, "Booked First assessment"),
                    Command(
                        "INSERT INTO booking VALUES ($1, $2, $3, $4, $5, $6)", Guid.CreateVersion7(), Member, contact, start, end, "First visit"),
                    Command("INSERT INTO event VALUES ($1, $2, $3)", Guid.CreateVersion7(), "booking.created", "{}"),
                },
            };
            await write.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static NpgsqlBatchCommand Command(string text, params object[] values)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return command;
        }
    }
}
