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

    private IdGenerator? _ids;

    /// <summary>The workspace this context works for; <see cref="WorkspaceId.None"/> matches no row.</summary>
    public WorkspaceId Workspace { get; private set; }

    /// <summary>The moment of this operation: one per transaction, so that all its rows agree.</summary>
    public Instant Now { get; private set; }

    /// <summary>Whether this transaction left something for the outbox worker or the delivery worker.</summary>
    public bool OutboxHasWork { get; private set; }

    /// <summary>Whether this transaction changed what decides when something can be booked: what it reads of that is not to be kept.</summary>
    public bool ScheduleHasChanged { get; private set; }

    public IReadOnlyCollection<LiveUpdate> Updates => _updates;

    public DbSet<OutboxEvent> OutboxEvents => Set<OutboxEvent>();

    public abstract Engine Engine { get; }

    /// <summary>An id for a new row: later calls give greater ids.</summary>
    public Guid NewId() => (_ids ?? throw NotOpened()).New();

    /// <summary>Stores a fact in this transaction; the outbox worker hands it to its handlers after the commit.</summary>
    public void Raise(IDomainEvent domainEvent)
    {
        OutboxEvents.Add(OutboxEvent.Of(NewId(), Workspace, domainEvent, Now, Now));
        OutboxHasWork = true;
    }

    /// <summary>Stores a fact that is to be handled at <paramref name="dueAt"/> at the earliest. Later events of its subject wait behind it.</summary>
    public void Raise(IDomainEvent domainEvent, Instant dueAt) =>
        OutboxEvents.Add(OutboxEvent.Of(NewId(), Workspace, domainEvent, Now, dueAt));

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
    /// Waits until no other transaction holds the same <paramref name="key"/>; released at the end of this one.
    /// SQLite has a single writer, so there it does nothing.
    /// </summary>
    public abstract Task LockAsync(string key, CancellationToken cancellationToken);

    /// <summary>Locks several keys in one order that all transactions share, so that none waits for another in a circle.</summary>
    public abstract Task LockAllAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Sets who this context works for, and forgets its last user. Called by the doors only.</summary>
    internal void Open(WorkspaceId workspace, Instant now, IdGenerator ids)
    {
        _updates.Clear();
        OutboxHasWork = false;
        ScheduleHasChanged = false;
        Workspace = workspace;
        Now = now;
        _ids = ids;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous and happens in the write door.");

    /// <summary>
    /// New rows are written by prepared statements of their own (<see cref="InsertStatement"/>), everything else by EF, after them.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var added = new List<EntityEntry>();
        var changed = new HashSet<IEntityType>();
        var scheduleChanged = false;
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            Guard(entry.Entity);
            if (entry.Entity is ILive live)
            {
                _updates.Add(new LiveUpdate(Workspace, live.LiveSubject));
            }

            scheduleChanged |= entry.Entity is IPartOfSchedule;
            if (entry.State == EntityState.Added)
            {
                added.Add(entry);
            }
            else
            {
                changed.Add(entry.Metadata);
            }
        }

        // Where rows of one table come and change or go at once, their order can matter (a unique value that moves on): EF knows it.
        var isForEf = !acceptAllChangesOnSuccess
            || added.Exists(entry => changed.Contains(entry.Metadata) || InsertStatement.Of(entry.Metadata) is null);
        if (!isForEf && added.Count > 0)
        {
            await InsertAsync(added, cancellationToken);
        }

        var written = isForEf ? 0 : added.Count;
        if (changed.Count > 0 || isForEf)
        {
            written += await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

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

    /// <summary>Writes new rows, in this order, with nothing between them.</summary>
    private protected abstract Task InsertAsync(
        IReadOnlyList<(InsertStatement Statement, object Row)> rows, CancellationToken cancellationToken);

    private async Task InsertAsync(List<EntityEntry> added, CancellationToken cancellationToken)
    {
        var rows = added
            .ConvertAll(static entry => (Statement: InsertStatement.Of(entry.Metadata)!, entry.Entity))
            .OrderBy(static row => row.Statement.Rank);
        try
        {
            await InsertAsync([.. rows], cancellationToken);
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("A new row could not be written.", exception);
        }

        foreach (var entry in added)
        {
            entry.State = EntityState.Unchanged;
        }
    }

    private static bool IsWorkspaceOwned(IReadOnlyEntityType type) => typeof(IWorkspaceOwned).IsAssignableFrom(type.ClrType);

    private static InvalidOperationException NotOpened() => new("The context was not opened through a door.");

    private void Guard(object entity)
    {
        if (entity is IWorkspaceOwned owned && (owned.WorkspaceId != Workspace || Workspace == WorkspaceId.None))
        {
            throw new InvalidOperationException($"A {entity.GetType().Name} of another workspace was about to be written.");
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
