using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

using NodaTime;

namespace CareOps.Bench.Booking;

/// <summary>
/// Twenty people who work nine to five and are booked as densely whether ten or a hundred thousand appointments lie ahead: more of
/// them reach further.
/// </summary>
/// <param name="bookings">How many appointments lie ahead.</param>
internal sealed class BusyTeam(int bookings)
{
    private const int People = 20;
    private const int Minutes = 30;
    private const int Opens = 9 * 60;
    private const int Closes = 17 * 60;

    // Of the sixteen places of a day, so that ten thousand fill sixty days.
    private const int ADay = 9;
    private const int RowsInOneWrite = 500;

    /// <summary>The team does the workspace's first service, sixty days ahead or as far as it is booked.</summary>
    public async Task PrepareAsync(string file, CancellationToken cancellationToken)
    {
        await using var services = WideOpenWorkspace.Open(file);
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        var owner = await WideOpenWorkspace.OwnerAsync(db, cancellationToken);
        var service = (await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, cancellationToken))[0];
        var team = await HireAsync(services, owner, cancellationToken);
        var days = Math.Max(60, bookings / (People * ADay) + 1);
        (await services.GetRequiredService<SaveServiceHandler>().HandleAsync(
            owner,
            new SaveService(
                service.Id, service.Name, null, Minutes, 0, 0, Minutes, 0, days, 0, null, service.Location, null, true)
            {
                Members = team,
            },
            cancellationToken)).Required();
        await BookAsync(services, owner, service, team, cancellationToken);
    }

    /// <summary>The team is busy beside a first service that is open around the clock and that somebody else does.</summary>
    public async Task PrepareBesideAsync(string file, CancellationToken cancellationToken)
    {
        await WideOpenWorkspace.PrepareAsync(file, cancellationToken);
        await using var services = WideOpenWorkspace.Open(file);
        await using var db = await services.GetRequiredService<ReadDoor>().OpenUnfilteredAsync(cancellationToken);
        var owner = await WideOpenWorkspace.OwnerAsync(db, cancellationToken);
        var service = (await services.GetRequiredService<SlotQueries>().ServicesAsync(owner, cancellationToken))[0];
        await BookAsync(services, owner, service, await HireAsync(services, owner, cancellationToken), cancellationToken);
    }

    private static Task<IReadOnlyList<MemberId>> HireAsync(
        IServiceProvider services, Caller.Member owner, CancellationToken cancellationToken) =>
        services.GetRequiredService<IWriteDoor>().RunAsync<IReadOnlyList<MemberId>>(
            owner,
            static (db, _) =>
            {
                var team = new List<MemberId>(People);
                for (var number = 1; number <= People; number++)
                {
                    var account = Account.Create(db.NewId(), $"Person {number}", $"person{number}@bench.example", "none");
                    var member = Member.Staff(new MemberId(db.NewId()), db.Workspace, account, Rights.Staff, db.Now);
                    db.AddRange(account, member);
                    db.AddRange(Enumerable.Range(1, 7).Select(day =>
                        WeeklyHours.Of(db, member.Id, new OpenInterval((IsoDayOfWeek)day, Opens, Closes))));
                    team.Add(member.Id);
                }

                return Task.FromResult<IReadOnlyList<MemberId>>(team);
            },
            cancellationToken);

    private async Task BookAsync(
        IServiceProvider services, Caller.Member owner, Service service, IReadOnlyList<MemberId> team, CancellationToken cancellationToken)
    {
        var door = services.GetRequiredService<IWriteDoor>();
        var details = new ContactDetails("A regular", EmailAddress.Parse("regular@bench.example"), null);
        var contact = await door.RunAsync(
            owner,
            (db, _) =>
            {
                var regular = Contact.Create(db, details, ContactSource.Member);
                db.AddRange(regular, Conversation.Start(db, regular.Id));
                return Task.FromResult(regular.Id);
            },
            cancellationToken);
        foreach (var numbers in Enumerable.Range(0, bookings).Chunk(RowsInOneWrite))
        {
            await door.RunAsync(
                owner,
                async (db, token) =>
                {
                    var zone = (await db.WorkspaceAsync(token)).Zone;
                    var first = db.Now.InZone(zone).Date.PlusDays(1);
                    foreach (var number in numbers)
                    {
                        var (place, ofDay) = Math.DivRem(number, ADay);
                        var (day, who) = Math.DivRem(place, team.Count);
                        var local = first.PlusDays(day).AtMidnight().PlusMinutes(Opens + (ofDay * Minutes));
                        var start = zone.AtLeniently(local).ToInstant();
                        var placement = Placement.Of(new Slot(local, start, start + Duration.FromMinutes(Minutes)), team[who]);
                        var booking = Core.Bookings.Booking.Create(
                            db,
                            service,
                            placement,
                            new BookingParty(contact, details, null),
                            BookingOrigin.Online,
                            string.Create(CultureInfo.InvariantCulture, $"{number:000000}"));
                        db.Add(booking);
                        db.AddRange(Occupancy.Of(db, booking, placement));
                    }

                    return Done.It;
                },
                cancellationToken);
        }
    }
}
