using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>A browser of this person is signed in, or stays so after a change that ends every other session.</summary>
/// <param name="SessionId">The session that goes on; null begins another. One that is over does not come back.</param>
/// <param name="Device">What the browser calls itself.</param>
[Requires(Right.Account)]
public sealed record KeepSession(Guid? SessionId, string Device);

/// <summary>Ends one session of this person, at whatever device: its screens notice within a minute.</summary>
[Requires(Right.Account)]
public sealed record EndSession(Guid SessionId);

/// <summary>A session was used.</summary>
[Requires(Right.Account)]
public sealed record NoteSession(Guid SessionId);

public sealed class KeepSessionHandler(IWriteDoor door) : Handler<KeepSession, Guid>(door)
{
    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, KeepSession command, CancellationToken cancellationToken)
    {
        var account = await AccountDesk.LockAsync(db, AccountDesk.IdOf(caller), cancellationToken);
        if (command.SessionId is { } id)
        {
            if (await AccountSession.FindAsync(db, account.Id, id, cancellationToken) is not { } going)
            {
                return AccountErrors.SessionOver;
            }

            going.GoOn(account, db.Now);
            return going.Id;
        }

        var session = AccountSession.Start(db, account, command.Device);
        db.Add(session);
        return session.Id;
    }
}

public sealed class EndSessionHandler(IWriteDoor door) : Handler<EndSession, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, EndSession command, CancellationToken cancellationToken)
    {
        var account = AccountDesk.IdOf(caller);
        return await db.AccountSessions().Where(row => row.Id == command.SessionId && row.AccountId == account).ExecuteDeleteAsync(cancellationToken) == 1
            ? Done.It
            : AccountErrors.SessionNotFound;
    }
}

public sealed class NoteSessionHandler(IWriteDoor door) : Handler<NoteSession, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, NoteSession command, CancellationToken cancellationToken)
    {
        var (account, now) = (AccountDesk.IdOf(caller), db.Now);
        await db.AccountSessions().Where(row => row.Id == command.SessionId && row.AccountId == account)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), cancellationToken);
        return Done.It;
    }
}

/// <summary>Whether a session goes on: asked once a minute for each that is in use.</summary>
public sealed class SessionCheck(ReadDoor door, NoteSessionHandler note, IClock clock)
{
    private static readonly Duration NotedEvery = Duration.FromMinutes(10);

    public async Task<bool> GoesOnAsync(Caller.Person caller, Guid session, CancellationToken cancellationToken)
    {
        if (await SeenAtAsync(caller, session, cancellationToken) is not { } seen)
        {
            return false;
        }

        if (seen + NotedEvery < clock.GetCurrentInstant())
        {
            await note.HandleAsync(caller, new NoteSession(session), cancellationToken);
        }

        return true;
    }

    private async Task<Instant?> SeenAtAsync(Caller.Person caller, Guid session, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.Account, cancellationToken);
        return await db.AccountSessions().Where(row => row.Id == session && row.AccountId == caller.AccountId)
            .Select(static row => (Instant?)row.SeenAt).SingleOrDefaultAsync(cancellationToken);
    }
}
