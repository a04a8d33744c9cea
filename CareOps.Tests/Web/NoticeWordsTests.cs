using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Tests.Support;
using CareOps.Web.Components.Calendar;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Web;

/// <summary>What is said of the message about a change of a group, by how many of it can be written to.</summary>
public sealed class NoticeWordsTests
{
    [Theory]
    [InlineData(1, 0, "1 customer gets", "The customer gets no message", "The customer left no address to write to")]
    [InlineData(2, 0, "2 customers get", "The customers get no message", "None of the customers left an address to write to")]
    [InlineData(1, 2, "1 of 3 customers gets", "The customers get no message", "None of the customers left an address to write to")]
    [InlineData(2, 1, "2 of 3 customers get", "The customers get no message", "None of the customers left an address to write to")]
    public async Task A_groups_customers_are_counted_in_plain_English(int reached, int others, string gets, string none, string noAddress)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        await business.SaveAsync(business.Form with { Seats = 8 });
        var bookings = new List<Booking>();
        foreach (var person in Enumerable.Range(1, reached + others))
        {
            bookings.Add(await business.BookAsync(TestBusiness.Tuesday, $"guest{person}@example.org"));
        }

        // As after an import, or before addresses were asked for.
        var ids = bookings.Skip(reached).Select(static booking => booking.Id).ToList();
        bookings = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await db.Bookings().Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(static set => set.SetProperty(row => row.Email, (string?)null), token);
                return await db.Bookings().AsNoTracking().ToListAsync(token);
            },
            CancellationToken.None);

        var notice = new BookingNotice("Moved", bookings, BookingChange.Rescheduled, Instant.MaxValue, () => Task.FromResult<string?>(null))
        {
            IsGroup = true,
        };

        Assert.Equal((gets, none, noAddress), (notice.Gets, notice.GetsNone, notice.NoAddress));
    }
}
