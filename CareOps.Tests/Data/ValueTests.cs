using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Data;

/// <summary>What is written is read again as itself, and sorts in the database as it does in the program.</summary>
public sealed class ValueTests
{
    private static readonly Instant[] Moments =
    [
        Instant.FromUtc(1583, 1, 1, 0, 0),
        Instant.FromUtc(1900, 2, 28, 23, 59).PlusNanoseconds(1000),
        NodaConstants.UnixEpoch.PlusNanoseconds(-1000),
        NodaConstants.UnixEpoch,
        NodaConstants.UnixEpoch.PlusNanoseconds(1000),
        Instant.FromUtc(2026, 3, 29, 1, 0).PlusNanoseconds(123_456_000),
        Instant.FromUtc(2026, 3, 29, 1, 0).PlusNanoseconds(123_457_000),
        Instant.FromUtc(9998, 12, 31, 23, 59).PlusNanoseconds(59_999_999_000),
    ];

    [EachEngine]
    public async Task Moments_are_kept_to_the_microsecond_before_and_after_1970_and_sort_by_time(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var subject = Guid.NewGuid();
        await WriteAsync(house, business, db => db.OutboxEvents.AddRange(Moments.Reverse()
            .Select(moment => OutboxEvent.Of(db.NewId(), business.Id, new BookingCancelled(subject, 2), moment, moment))));

        var kept = await house.ReadAsync(business.Id, db => db.OutboxEvents
            .Where(row => row.SubjectId == subject).OrderBy(row => row.OccurredAt).Select(row => row.OccurredAt).ToListAsync());

        Assert.Equal(Moments, kept);
    }

    [EachEngine]
    public async Task Moments_are_compared_by_the_database_as_by_the_program(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var subject = Guid.NewGuid();
        await WriteAsync(house, business, db => db.OutboxEvents.AddRange(
            Moments.Select(moment => OutboxEvent.Of(db.NewId(), business.Id, new BookingCancelled(subject, 2), moment, moment))));

        foreach (var border in Moments)
        {
            var earlier = await house.ReadAsync(business.Id, db => db.OutboxEvents
                .CountAsync(row => row.SubjectId == subject && row.OccurredAt < border));
            Assert.Equal(Moments.Count(moment => moment < border), earlier);
        }
    }

    [EachEngine]
    public async Task Ids_sort_in_the_order_they_were_made(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var made = new List<Guid>();
        for (var day = 0; day < 40; day++)
        {
            await WriteAsync(house, business, db =>
            {
                for (var number = 0; number < 5; number++)
                {
                    var email = EmailAddress.Parse($"someone{day}.{number}@example.org");
                    var contact = Contact.Create(db, new ContactDetails("Someone", email, null), ContactSource.Member);
                    db.Add(contact);
                    made.Add(contact.Id);
                }
            });
            house.Clock.Advance(Duration.FromMilliseconds(700));
        }

        Assert.Equal(made, await house.ReadAsync(business.Id, db => db.Contacts().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync()));
        Assert.Equal(made[150..], await house.ReadAsync(business.Id, db => db.Contacts()
            .Where(row => row.Id.CompareTo(made[149]) > 0).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync()));
    }

    [EachEngine]
    public async Task Ids_enums_and_rights_are_stored_so_that_another_program_can_read_them(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booking = await business.BookAsync(TestBusiness.Tuesday);

        Assert.Equal("Confirmed", await ScalarAsync(house, "SELECT \"Status\" FROM \"Bookings\""));
        Assert.Equal("Monday", await ScalarAsync(house, "SELECT MIN(\"Day\") FROM \"WeeklyHours\" WHERE \"Day\" LIKE 'M%'"));
        Assert.Equal("Owner", await ScalarAsync(house, "SELECT \"Role\" FROM \"Members\""));
        var id = await ScalarAsync(house, "SELECT \"Id\" FROM \"Bookings\"");
        Assert.Equal(booking.Id, engine == Engine.Sqlite ? new Guid((byte[])id, bigEndian: true) : (Guid)id);
        var start = await ScalarAsync(house, "SELECT \"StartsAt\" FROM \"Bookings\"");
        Assert.Equal(
            booking.StartsAt,
            engine == Engine.Sqlite
                ? NodaConstants.UnixEpoch + Duration.FromMilliseconds((long)start / 1000)
                : Instant.FromDateTimeUtc((DateTime)start));
    }

    [EachEngine]
    public async Task Members_rights_and_an_account_s_lock_are_read_again_as_they_were(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var lockedUntil = new DateTimeOffset(2026, 3, 29, 1, 0, 0, 123, TimeSpan.Zero);
        var id = default(MemberId);
        await WriteAsync(house, business, db =>
        {
            var account = Account.Create(db.NewId(), "Noah Lind", "noah@example.org", "hash");
            account.LockoutEnd = lockedUntil;
            var member = Member.Staff(new MemberId(db.NewId()), business.Id, account, Rights.Of(Right.ViewInbox, Right.Export), db.Now);
            id = member.Id;
            db.AddRange(account, member);
        });

        var kept = await house.ReadAsync(business.Id, db => db.Members().SingleAsync(row => row.Id == id));
        var locked = await house.ReadAsync(business.Id, db => db.Accounts().Where(row => row.Id == kept.AccountId).Select(row => row.LockoutEnd).SingleAsync());

        Assert.Equal(Rights.Of(Right.ViewInbox, Right.Export), kept.Rights);
        Assert.Equal(business.Id, kept.WorkspaceId);
        Assert.Equal(MemberRole.Staff, kept.Role);
        Assert.Equal(lockedUntil, locked);
    }

    [EachEngine]
    public async Task Every_column_has_the_type_of_its_kind_of_value(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();

        var odd = from type in db.Model.GetEntityTypes()
                  from property in type.GetProperties()
                  let expected = ColumnTypeOf(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, engine)
                  where expected is not null && property.GetColumnType() != expected
                  // A form's status is a number: in the order of the tracker, which is an index.
                  where type.ClrType != typeof(FormSubmission) || property.Name != nameof(FormSubmission.Status)
                  select $"{type.ShortName()}.{property.Name} is {property.GetColumnType()}";

        Assert.Empty(odd);
    }

    private static string? ColumnTypeOf(Type type, Engine engine) => (type, engine) switch
    {
        _ when type == typeof(Guid) || type == typeof(WorkspaceId) || type == typeof(MemberId) => engine == Engine.Sqlite ? "BLOB" : "uuid",
        _ when type == typeof(Instant) => engine == Engine.Sqlite ? "INTEGER" : "timestamp with time zone",
        _ when type == typeof(LocalDate) => engine == Engine.Sqlite ? "TEXT" : "date",
        _ when type.IsEnum => engine == Engine.Sqlite ? "TEXT" : "character varying(40)",
        _ when type == typeof(long) => engine == Engine.Sqlite ? "INTEGER" : "bigint",
        _ => null,
    };

    private static Task WriteAsync(TestHouse house, TestBusiness business, Action<CareOpsDb> write) => house.Get<IWriteDoor>().RunAsync(
        business.Owner,
        (db, _) =>
        {
            write(db);
            return Task.FromResult(Done.It);
        },
        CancellationToken.None);

    private static async Task<object> ScalarAsync(TestHouse house, string sql)
    {
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())!;
    }
}
