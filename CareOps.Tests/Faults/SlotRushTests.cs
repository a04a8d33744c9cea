using System.Globalization;
using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Tests.Faults;

/// <summary>
/// Slot after slot is wanted by fifty at once: on PostgreSQL by the visitors of two processes. <c>CAREOPS_RUSH_ROUNDS=1000</c> runs it as
/// long as a release is to stand it.
/// </summary>
public sealed class SlotRushTests
{
    private const int Visitors = 50;
    private const int UsualRounds = 12;

    [EachEngine]
    public async Task Of_fifty_who_want_each_slot_one_gets_it_and_none_is_failed(Engine engine)
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("CAREOPS_RUSH_ROUNDS"), CultureInfo.InvariantCulture, out var wished)
            ? wished
            : UsualRounds;
        var folders = Enumerable.Range(0, 2).Select(static _ => Directory.CreateTempSubdirectory("careops-rush-").FullName).ToList();
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;
        var (code, output) = await AppProcess.RunAsync(folders[0], postgres, "demo", "--password", "correct horse");
        Assert.True(code == 0, output);
        await WidenHorizonAsync(folders[0], postgres);
        var before = await CountAsync(folders[0], postgres);
        await using var first = await AppProcess.StartAsync(folders[0], postgres);
        await using var second = postgres is null ? null : await AppProcess.StartAsync(folders[1], postgres);
        var nodes = new[] { first, second }.OfType<AppProcess>().Select(static node => ClientOf(node)).ToList();

        var done = 0;
        foreach (var slot in (await SlotsAsync(nodes[0], rounds)).Take(rounds))
        {
            var forms = await Task.WhenAll(nodes.Select(node => WebForm.OpenAsync(node, slot)));
            var answers = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(number => Task.Run(
                () => BookAsync(forms[number % forms.Length], $"rush{done}x{number}@example.org"))));

            Assert.Equal(
                $"{HttpStatusCode.Redirect} × 1, {HttpStatusCode.Conflict} × {Visitors - 1}",
                string.Join(", ", answers.GroupBy(static answer => answer).OrderBy(static group => group.Key).Select(static group => $"{group.Key} × {group.Count()}")));
            done++;
        }

        Assert.Equal(rounds, done);
        var after = await CountAsync(folders[0], postgres);
        Assert.Equal(before.Bookings + rounds, after.Bookings);
        Assert.Equal(0, after.Overlaps);
        nodes.ForEach(static node => node.Dispose());
    }

    private static HttpClient ClientOf(AppProcess node) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = node.Address };

    // Free slots of the weeks to come, far enough apart from each other that one booking takes no other's time.
    private static async Task<IReadOnlyList<string>> SlotsAsync(HttpClient client, int wanted)
    {
        var slots = new List<string>();
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        for (var day = 2; day < Service.MaxHorizonDays && slots.Count < wanted; day++)
        {
            slots.AddRange(await PublicPages.SlotsAsync(client, "demo", "follow-up", $"?day={LocalDatePattern.Iso.Format(today.PlusDays(day))}"));
        }

        return slots;
    }

    private static async Task<HttpStatusCode> BookAsync(WebForm form, string email)
    {
        using var answer = await form.Copy()
            .Fill(("SubmissionKey", Guid.NewGuid().ToString()), ("Name", "Anna Berg"), ("Email", email))
            .PostAsync();
        return answer.StatusCode;
    }

    // The demo's sixty days have some nine hundred slots.
    private static async Task WidenHorizonAsync(string folder, string? postgres)
    {
        await using var contexts = postgres is null ? null : new PostgresContexts(postgres);
        using var file = postgres is null ? new SqliteContexts(Path.Combine(folder, "careops.db")) : null;
        await using var db = ((ICareOpsContexts?)contexts ?? file!).ForMigrating();
        await db.Set<Service>().IgnoreQueryFilters().ExecuteUpdateAsync(
            static set => set.SetProperty(static service => service.HorizonDays, Service.MaxHorizonDays));
    }

    private static async Task<(int Bookings, int Overlaps)> CountAsync(string folder, string? postgres)
    {
        if (postgres is null)
        {
            await using var sqlite = ((ICareOpsContexts)new SqliteContexts(Path.Combine(folder, "careops.db"))).CreateDbContext();
            return await CountAsync(sqlite);
        }

        await using var contexts = new PostgresContexts(postgres);
        await using var db = contexts.CreateDbContext();
        return await CountAsync(db);
    }

    private static async Task<(int Bookings, int Overlaps)> CountAsync(CareOpsDb db)
    {
        var rows = db.Occupancies().IgnoreQueryFilters();
        return (
            await db.Bookings().IgnoreQueryFilters().CountAsync(),
            await rows.CountAsync(one => rows.Any(other =>
                other.SubjectId == one.SubjectId && other.SessionId != one.SessionId
                && other.StartsAt < one.EndsAt && one.StartsAt < other.EndsAt)));
    }
}
