using System.Data.Common;
using System.Linq.Expressions;
using System.Security.Cryptography;

using CareOps.Core.Data.Outbox;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

using NodaTime;

namespace CareOps.Core.Data;

/// <summary>
/// The one database model, on SQLite or PostgreSQL. It knows no feature: each brings its own configurations.
/// Every read is filtered by <see cref="Workspace"/>, every write outside it throws.
/// </summary>
public abstract class CareOpsDb(DbContextOptions options) : DbContext(options)
{
    private readonly HashSet<LiveUpdate> _updates = [];

    private readonly List<object> _appended = [];

    private readonly List<IDomainEvent> _raised = [];

    private IdGenerator? _ids;

    private bool _mayCommit;

    /// <summary>The workspace this context works for; <see cref="WorkspaceId.None"/> matches no row.</summary>
    public WorkspaceId Workspace { get; private set; }

    /// <summary>The moment of this operation: one per transaction, so that all its rows agree.</summary>
    public Instant Now { get; private set; }

    /// <summary>Whether this transaction left something for the outbox worker or the delivery worker.</summary>
    public bool OutboxHasWork { get; private set; }

    /// <summary>Whether the transaction was committed with the last that was saved.</summary>
    internal bool HasCommitted { get; private protected set; }

    /// <summary>Whether this transaction changed what decides when something can be booked: what it reads of that is not to be kept.</summary>
    public bool ScheduleHasChanged { get; private set; }

    public IReadOnlyCollection<LiveUpdate> Updates => _updates;

    /// <summary>What happened in this transaction, in order; events for later are not among it.</summary>
    public IReadOnlyList<IDomainEvent> Raised => _raised;

    public DbSet<OutboxEvent> OutboxEvents => Set<OutboxEvent>();

    public abstract Engine Engine { get; }

    /// <summary>An id for a new row: later calls give greater ids.</summary>
    public Guid NewId() => (_ids ?? throw NotOpened()).New();

    /// <summary>Stores a fact in this transaction; the outbox worker hands it to its handlers after the commit.</summary>
    public void Raise(IDomainEvent domainEvent)
    {
        Append(OutboxEvent.Of(NewId(), Workspace, domainEvent, Now, Now));
        _raised.Add(domainEvent);
        OutboxHasWork = true;
    }

    /// <summary>Stores a fact that is to be handled at <paramref name="dueAt"/> at the earliest. Later events of its subject wait behind it.</summary>
    public void Raise(IDomainEvent domainEvent, Instant dueAt) =>
        Append(OutboxEvent.Of(NewId(), Workspace, domainEvent, Now, dueAt));

    /// <summary>
    /// Writes a new row with the next save. What this transaction changes of it after that save is lost: EF does not follow it, which
    /// costs more than writing it. For what is written once: events, timeline and audit entries, lines of a thread.
    /// </summary>
    public void Append(object row)
    {
        Check(row);
        _appended.Add(row);
    }

    /// <summary>Whether this row is to be written for the first time with the next save.</summary>
    public bool IsNew(object row) => _appended.Contains(row) || Entry(row).State == EntityState.Added;

    /// <summary>Tells the workers after the commit that a row became due.</summary>
    public void WakeWorkers() => OutboxHasWork = true;

    /// <summary>Tells open screens of a change that was not made through a tracked entity.</summary>
    public void Announce(LiveSubject subject) => _updates.Add(new LiveUpdate(Workspace, subject));

    /// <summary>Enters a workspace that this very transaction creates.</summary>
    /// <exception cref="InvalidOperationException">The context already works for a workspace.</exception>
    public void Enter(WorkspaceId workspace)
    {
        if (Workspace != WorkspaceId.None)
        {
            throw new InvalidOperationException("A context works for one workspace only.");
        }

        Workspace = workspace;
    }

    /// <summary>
    /// From the next statement on, no other transaction holds the same <paramref name="key"/>; released at the end of this one.
    /// SQLite has a single writer, so there it does nothing.
    /// </summary>
    public abstract Task LockAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Locks several keys in one order that all transactions share, so that none waits for another in a circle.
    /// <paramref name="then"/> runs as soon as they are held, before the next statement: statements without rows, one after the other.
    /// </summary>
    public abstract Task LockAllAsync(
        IReadOnlyCollection<string> keys, IReadOnlyList<FormattableString> then, CancellationToken cancellationToken);

    /// <summary>Makes these looks, one after the other and in one journey; what is locked before is held by then.</summary>
    internal abstract Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellationToken);

    /// <summary>Makes one look.</summary>
    internal async Task<IReadOnlyList<T>> LookAsync<T>(Look<T> look, CancellationToken cancellationToken)
    {
        await LookAsync([look], cancellationToken);
        return look.Rows;
    }

    /// <summary>Sets who this context works for, and forgets its last user. Called by the doors only.</summary>
    internal void Open(WorkspaceId workspace, Instant now, IdGenerator ids)
    {
        _updates.Clear();
        _appended.Clear();
        _raised.Clear();
        ForgetLocks();
        OutboxHasWork = false;
        HasCommitted = false;
        ScheduleHasChanged = false;
        Workspace = workspace;
        Now = now;
        _ids = ids;
    }

    /// <summary>Saves the last of a transaction, and commits along with it where the engine can: see <see cref="HasCommitted"/>.</summary>
    internal async Task SaveLastAsync(CancellationToken cancellationToken)
    {
        _mayCommit = true;
        try
        {
            await SaveChangesAsync(cancellationToken);
        }
        finally
        {
            _mayCommit = false;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous and happens in the write door.");

    /// <summary>
    /// New rows are written by prepared statements of their own (<see cref="InsertStatement"/>), and then single changed ones
    /// (<see cref="UpdateStatement"/>); EF writes the rest, between the two.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var tracked = new List<EntityEntry>();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Unchanged or EntityState.Detached))
            {
                Check(entry.Entity);
                tracked.Add(entry);
            }
        }

        var scheduleChanged = tracked.Exists(static entry => entry.Entity is IPartOfSchedule)
            || _appended.Exists(static row => row is IPartOfSchedule);
        var written = tracked.Count + _appended.Count;
        if (written == 0)
        {
            return 0;
        }

        if (!acceptAllChangesOnSuccess || !AreWrittenHere(tracked))
        {
            // Which of them comes first is for EF to know: a row that it writes may refer to one that was appended.
            AddRange(_appended);
            _appended.Clear();
            await SaveByEntityFrameworkAsync(acceptAllChangesOnSuccess, cancellationToken);
            tracked.Clear();
        }

        var changed = tracked.FindAll(static entry => entry.State == EntityState.Modified);
        var commits = _mayCommit && changed.Count == 0 && !scheduleChanged;
        await InsertAsync(tracked.FindAll(static entry => entry.State == EntityState.Added), commits, cancellationToken);
        await UpdateAsync(changed, cancellationToken);
        if (scheduleChanged)
        {
            await ScheduleChangedAsync(cancellationToken);
        }

        return written;
    }

    /// <summary>
    /// Gives the workspace another schedule version; whoever changes its schedule at the same time waits. Saving a row that is part of
    /// it does this by itself. Any other number will do: a counter would come to the same one again after a commit that failed.
    /// </summary>
    public Task<int> ScheduleChangedAsync(CancellationToken cancellationToken)
    {
        ScheduleHasChanged = true;
        return Database.ExecuteSqlRawAsync(
            """UPDATE "Workspaces" SET "ScheduleVersion" = {0} WHERE "Id" = {1}""",
            [RandomNumberGenerator.GetInt32(int.MaxValue), this.Sql(Workspace.Value)],
            cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CareOpsDb).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(IsWorkspaceOwned))
        {
            modelBuilder.Entity(type.ClrType).HasQueryFilter(OfThisWorkspace(type.ClrType));
        }
    }

    /// <summary>Runs statements in this order, with nothing between them.</summary>
    /// <param name="statements">What to run.</param>
    /// <param name="commits">Whether the transaction may end with them, in the same journey. Where it does, <see cref="HasCommitted"/> says so.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether each of them wrote exactly one row.</returns>
    private protected abstract Task<bool> ExecuteAsync(
        IReadOnlyList<IRowStatement> statements, bool commits, CancellationToken cancellationToken);

    private protected virtual void ForgetLocks()
    {
        // Where none wait for a statement there is nothing to forget.
    }

    private protected virtual Task BeforeEntityFrameworkSavesAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Whether the order of the rows is as plain as their statements. Where rows of one table come, change or go together it can
    /// matter (a unique value that moves on), and EF knows it.
    /// </summary>
    private static bool AreWrittenHere(List<EntityEntry> entries)
    {
        var added = new HashSet<IEntityType>();
        var changed = new HashSet<IEntityType>();
        foreach (var entry in entries)
        {
            var isPlain = entry.State switch
            {
                EntityState.Added => InsertStatement.Of(entry.Metadata.Model).ContainsKey(entry.Metadata.ClrType),
                EntityState.Modified => UpdateStatement.Takes(entry.Metadata) && changed.Add(entry.Metadata),
                _ => false,
            };
            if (!isPlain)
            {
                return false;
            }

            if (entry.State == EntityState.Added)
            {
                added.Add(entry.Metadata);
            }
        }

        return !changed.Overlaps(added);
    }

    private async Task SaveByEntityFrameworkAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        // What changed was found out a moment ago.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await BeforeEntityFrameworkSavesAsync(cancellationToken);
            await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private async Task InsertAsync(List<EntityEntry> added, bool commits, CancellationToken cancellationToken)
    {
        var statements = InsertStatement.Of(Model);
        var rows = _appended.Concat(added.Select(static entry => entry.Entity)).Select(row => statements[row.GetType()].For(row));
        await ExecuteOnceEachAsync([.. rows.OrderBy(static row => row.Rank)], commits, cancellationToken);
        _appended.Clear();
        Settle(added);
    }

    private async Task UpdateAsync(List<EntityEntry> changed, CancellationToken cancellationToken)
    {
        await ExecuteOnceEachAsync(changed.ConvertAll(UpdateStatement.For), commits: false, cancellationToken);
        Settle(changed);
    }

    private async Task ExecuteOnceEachAsync(IReadOnlyList<IRowStatement> statements, bool commits, CancellationToken cancellationToken)
    {
        if (statements.Count == 0)
        {
            return;
        }

        try
        {
            if (!await ExecuteAsync(statements, commits, cancellationToken))
            {
                throw new DbUpdateConcurrencyException("A row that was to be written is no longer there.");
            }
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("A row could not be written.", exception);
        }
    }

    private static void Settle(List<EntityEntry> written)
    {
        foreach (var entry in written)
        {
            // Without this, EF takes a changed row back to what it was.
            foreach (var property in entry.State == EntityState.Modified ? entry.Properties : [])
            {
                property.OriginalValue = property.IsModified ? property.CurrentValue : property.OriginalValue;
            }

            entry.State = EntityState.Unchanged;
        }
    }

    private static bool IsWorkspaceOwned(IReadOnlyEntityType type) => typeof(IWorkspaceOwned).IsAssignableFrom(type.ClrType);

    private static InvalidOperationException NotOpened() => new("The context was not opened through a door.");

    private void Check(object entity)
    {
        if (entity is IWorkspaceOwned owned && (owned.WorkspaceId != Workspace || Workspace == WorkspaceId.None))
        {
            throw new InvalidOperationException($"A {entity.GetType().Name} of another workspace was about to be written.");
        }

        if (entity is ILive live)
        {
            _updates.Add(new LiveUpdate(Workspace, live.LiveSubject));
        }
    }

    // The workspace's own row is owned by itself: its id is the workspace.
    private LambdaExpression OfThisWorkspace(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(
            Expression.Equal(
                Expression.Property(row, entity.GetProperty(nameof(IWorkspaceOwned.WorkspaceId)) is { } owner ? owner.Name : "Id"),
                Expression.Property(Expression.Constant(this), nameof(Workspace))),
            row);
    }
}
