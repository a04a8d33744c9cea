using System.Data.Common;
using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareOps.Tests.Data;

/// <summary>New rows and single changes bypass EF's own writer; nobody may be able to tell.</summary>
public sealed class InsertTests
{
    [EachEngine]
    public async Task New_rows_are_written_as_EF_would_have_written_them(Engine engine)
    {
        await using var lived = await TestHouse.StartAsync(engine);
        var business = await lived.OpenBusinessAsync();
        (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        (await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), email: null, phone: "+4722123456")).Required();
        await business.AskAsync();
        await lived.DrainAsync();
        var rows = await EverythingAsync(lived, business);

        await using var byEf = await TestHouse.StartAsync(engine);
        await using var byUs = await TestHouse.StartAsync(engine);
        await WriteAsync(byEf, business, rows, leftToEf: true);
        await WriteAsync(byUs, business, rows, leftToEf: false);

        var expected = await StoredAsync(byEf);
        Assert.Equal(expected, await StoredAsync(byUs));
        Assert.Equal(await StoredAsync(lived), expected);
        Assert.True(rows.DistinctBy(static row => row.GetType()).Count() >= 15, "Too few kinds of rows were tried.");
    }

    [EachEngine]
    public async Task A_new_row_is_tracked_and_its_later_changes_are_saved(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var id = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                var contact = Contact.Create(db, new ContactDetails("Ada", EmailAddress.Parse("ada@example.org"), null), ContactSource.Member);
                var conversation = Conversation.Start(db, contact.Id);
                db.AddRange(conversation, contact);
                await db.SaveChangesAsync(token);
                Message.Inbound(db, conversation, Channel.Email, "Is parking available?");
                await db.SaveChangesAsync(token);
                return conversation.Id;
            },
            CancellationToken.None);

        Assert.Equal(1, await house.ReadAsync(business.Id, db => db.Conversations().Where(row => row.Id == id).Select(row => row.UnreadCount).SingleAsync()));
    }

    [EachEngine]
    public async Task A_row_that_changes_twice_in_one_transaction_keeps_both_changes(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();

        var inMemory = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                var booking = await db.Bookings().SingleAsync(row => row.Id == booked.BookingId, token);
                booking.KeepQuiet(7);
                await db.SaveChangesAsync(token);
                var between = booking.QuietRevision;
                var conversation = await db.Conversations().SingleAsync(row => row.ContactId == booking.ContactId, token);
                conversation.MarkRead();
                conversation.Pause(booking.MemberId, db.Now);
                await db.SaveChangesAsync(token);
                conversation.Resume();
                return between;
            },
            CancellationToken.None);

        Assert.Equal(7, inMemory);
        Assert.Equal(7, await house.ReadAsync(business.Id, db => db.Bookings().Select(row => row.QuietRevision).SingleAsync()));
        var conversation = await house.ReadAsync(business.Id, db => db.Conversations().AsNoTracking().SingleAsync());
        Assert.Equal((0, false), (conversation.UnreadCount, conversation.IsPaused));
    }

    [EachEngine]
    public async Task Changing_a_row_that_is_gone_is_an_error_and_changes_nothing(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.AskAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            static async (db, token) =>
            {
                var conversation = await db.Conversations().SingleAsync(token);
                await db.Messages().ExecuteDeleteAsync(token);
                await db.Conversations().ExecuteDeleteAsync(token);
                conversation.MarkRead();
                return Done.It;
            },
            CancellationToken.None));

        Assert.NotEqual(0, await house.ReadAsync(business.Id, static db => db.Messages().CountAsync()));
    }

    [EachEngine]
    public async Task Screens_hear_of_new_rows(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var heard = new List<LiveSubject>();
        using var subscription = house.Get<LiveUpdateHub>().Subscribe(business.Id, heard.AddRange);

        await business.TryBookAsync(TestBusiness.Tuesday);

        Assert.Contains(heard, static subject => subject.Kind == nameof(Booking));
        Assert.Contains(heard, static subject => subject.Kind == nameof(Contact));
        Assert.Contains(heard, static subject => subject.Kind == nameof(Conversation));
    }

    [EachEngine]
    public async Task The_same_question_can_be_asked_again_while_its_first_answer_is_being_read(Engine engine)
    {
        if (engine == Engine.Postgres)
        {
            // One answer at a time is what its protocol allows.
            return;
        }

        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        await business.TryBookAsync(TestBusiness.Tuesday);
        await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(2), "other@example.org");

        var names = await house.ReadAsync(business.Id, static async db =>
        {
            var names = new List<string>();
            await foreach (var contact in db.Contacts().OrderBy(row => row.Id).AsAsyncEnumerable())
            {
                names.AddRange(await db.Contacts().OrderBy(row => row.Id).Select(row => row.Id + "/" + contact.Id).ToListAsync());
                names.AddRange(await db.Contacts().OrderBy(row => row.Id).Select(row => row.Name).ToListAsync());
                await foreach (var inner in db.Contacts().OrderBy(row => row.Id).AsAsyncEnumerable())
                {
                    names.Add(inner.Name);
                }
            }

            return names;
        });

        Assert.Equal(2 * 3 * 2, names.Count);
    }

    private static async Task<IReadOnlyList<object>> EverythingAsync(TestHouse house, TestBusiness business)
    {
        await using var db = await house.Get<ReadDoor>()
            .OpenAsync(new Caller.SystemWork(business.Id, "test"), Right.System, CancellationToken.None);
        var rows = new List<object>();
        foreach (var type in db.Model.GetEntityTypes())
        {
            var table = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, null)!;
            rows.AddRange(await table.IgnoreQueryFilters().ToListAsync());
        }

        // Whoever refers to others comes first: the writer has to find the right order itself.
        rows.Reverse();
        return rows;
    }

    private static Task<Done> WriteAsync(TestHouse house, TestBusiness business, IReadOnlyList<object> rows, bool leftToEf) =>
        house.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(business.Id, "test"),
            async (db, token) =>
            {
                db.AddRange(rows);

                // Without accepting at once, saving is EF's from start to end.
                await db.SaveChangesAsync(acceptAllChangesOnSuccess: !leftToEf, token);
                db.ChangeTracker.Clear();
                return Done.It;
            },
            CancellationToken.None);

    /// <summary>Every value of every table as the database holds it, with its type.</summary>
    private static async Task<IReadOnlyList<string>> StoredAsync(TestHouse house)
    {
        await using var db = house.Get<ICareOpsContexts>().ForMigrating();
        await db.Database.OpenConnectionAsync();
        var stored = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().OrderBy(static type => type.GetTableName(), StringComparer.Ordinal))
        {
            stored.AddRange((await RowsAsync(db.Database.GetDbConnection(), type)).Order(StringComparer.Ordinal));
        }

        return stored;
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, IEntityType type)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(type.GetTableName() + ": " + string.Join(", ", Enumerable.Range(0, reader.FieldCount)
                // Any other number with each change: no two saves leave the same.
                .Where(column => reader.GetName(column) != nameof(Workspace.ScheduleVersion))
                .Select(column =>
                $"{reader.GetName(column)} {reader.GetDataTypeName(column)} {Written(reader.GetValue(column))}")));
        }

        return rows;
    }

    private static string Written(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DBNull => "NULL",
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };
}
