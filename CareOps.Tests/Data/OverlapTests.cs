using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

using NodaTime;

using Npgsql;

namespace CareOps.Tests.Data;

/// <summary>The database's own refusal of overlaps, asked without the engine in front of it.</summary>
public sealed class OverlapTests
{
    private const int Subjects = 2;
    private const int Sessions = 60;
    private const int Tries = 1_500;
    private const int Quarters = 400;
    private const int LongestQuarters = 20;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 0, 0);

    [EachEngine]
    public async Task Two_sessions_of_a_subject_never_meet_whatever_comes_in_which_order(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var random = new Random(48);
        List<Taken> model = [];
        await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                for (var number = 0; number < Tries; number++)
                {
                    var wanted = model.Count > 0 && random.Next(3) == 0
                        ? Moved(model[random.Next(model.Count)], random)
                        : Any(number, random);
                    var isFree = model.TrueForAll(other => !wanted.Meets(other));
                    var before = model.FirstOrDefault(other => other.Seat == wanted.Seat);
                    Assert.True(isFree == await TakesAsync(db, business.Service.Id, wanted, isNew: before is null, token), $"{number}: {wanted}");
                    if (isFree)
                    {
                        model.RemoveAll(other => other.Seat == wanted.Seat);
                        model.Add(wanted);
                    }
                }

                return Done.It;
            },
            CancellationToken.None);

        Assert.InRange(model.Count, Tries / 20, Tries / 2);
    }

    // A session's seats may lie apart and differ in length: their buffers give way one by one.
    private static Taken Any(int number, Random random) => Moved(new Taken(number, random.Next(Subjects), random.Next(Sessions), 0, 0), random);

    private static Taken Moved(Taken seat, Random random)
    {
        var from = random.Next(Quarters);
        return seat with { From = from, Until = from + random.Next(1, LongestQuarters) };
    }

    private static async Task<bool> TakesAsync(CareOpsDb db, Guid service, Taken seat, bool isNew, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("SAVEPOINT one", cancellationToken);
        try
        {
            var (from, until) = (db.Sql(Moment(seat.From)), db.Sql(Moment(seat.Until)));
            var id = db.Sql(Id(3, seat.Seat));
            FormattableString insert = $"""
                INSERT INTO "Occupancies" ("Id", "WorkspaceId", "SubjectId", "SessionId", "Seat", "Capacity", "ServiceId", "HoldId", "ExpiresAt",
                  "StartsAt", "EndsAt", "AppointmentStartsAt", "AppointmentEndsAt")
                VALUES ({id}, {db.Sql(db.Workspace.Value)}, {db.Sql(Id(1, seat.Subject))}, {db.Sql(Id(2, seat.Session))}, {seat.Seat + 1}, {Tries},
                  {db.Sql(service)}, {id}, {db.Sql(Start)}, {from}, {until}, {from}, {until})
                """;
            FormattableString update = $"""
                UPDATE "Occupancies" SET "StartsAt" = {from}, "EndsAt" = {until}, "AppointmentStartsAt" = {from}, "AppointmentEndsAt" = {until}
                WHERE "Id" = {id}
                """;
            Assert.Equal(1, await db.Database.ExecuteSqlAsync(isNew ? insert : update, cancellationToken));
            return true;
        }
        catch (Exception refused) when (refused is SqliteException or PostgresException)
        {
            Assert.Contains(Occupancy.NoOverlap, refused.Message, StringComparison.Ordinal);
            await db.Database.ExecuteSqlRawAsync("ROLLBACK TO SAVEPOINT one", cancellationToken);
            return false;
        }
    }

    private static Instant Moment(int quarter) => Start + Duration.FromMinutes(15 * quarter);

    private static Guid Id(byte kind, int number) => new(number, kind, 0, new byte[8]);

    /// <summary>A seat of a session, in quarters of an hour.</summary>
    private sealed record Taken(int Seat, int Subject, int Session, int From, int Until)
    {
        public bool Meets(Taken other) =>
            Subject == other.Subject && Session != other.Session && From < other.Until && other.From < Until;
    }
}
