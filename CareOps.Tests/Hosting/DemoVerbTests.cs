using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Data.Postgres;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Hosting;

public sealed class DemoVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("careops-demo-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [EachEngine]
    public async Task The_demo_adds_the_rows_it_is_told_to_and_refuses_to_come_twice(Engine engine)
    {
        var postgres = engine == Engine.Postgres ? await TestHouse.EmptyPostgresAsync() : null;

        var first = await AppProcess.RunAsync(
            _folder, postgres, "demo", "--password", "correct horse", "--contacts", "50", "--bookings", "100", "--messages", "200");
        Assert.True(first.Code == 0, first.Output);
        var before = await CountAsync(postgres);
        var second = await AppProcess.RunAsync(_folder, postgres, "demo", "--password", "correct horse");

        Assert.Equal((50, 100, 200), (before.Contacts, before.Bookings, before.Messages));
        Assert.True(before.Story > 50, $"The story has {before.Story} bookings only.");
        Assert.Contains("owner@demo.example", first.Output, StringComparison.Ordinal);
        Assert.Contains("Password  correct horse", first.Output, StringComparison.Ordinal);
        Assert.Equal(1, second.Code);
        Assert.Contains("already holds a workspace", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(postgres));
        Assert.Equal(["owner@demo.example", "staff@demo.example"], await WhoCanSignInAsync(postgres, "correct horse"));
        Assert.Empty(await WhoCanSignInAsync(postgres, "battery staple"));
    }

    [Theory]
    [InlineData("--contacts", "many", "--contacts is \"many\"; allowed: a whole number from 0 to 100000000.")]
    [InlineData("--bookings", "-1", "--bookings is \"-1\"; allowed: a whole number from 0 to 100000000.")]
    [InlineData("--messages", "100000001", "--messages is \"100000001\"; allowed: a whole number from 0 to 100000000.")]
    [InlineData("--password", "short", "--password: Choose a longer password: at least 8 characters.")]
    public async Task A_wrong_option_is_refused_in_a_sentence_before_anything_is_made(string option, string value, string sentence)
    {
        var (code, output) = await AppProcess.RunAsync(_folder, null, "demo", option, value);

        Assert.Equal(1, code);
        Assert.Equal(sentence, output.Trim());
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.db"));
    }

    private async Task<Counts> CountAsync(string? postgres)
    {
        await using var db = Open(postgres);
        var bulk = db.Contacts().IgnoreQueryFilters().Where(contact => contact.NormalisedEmail!.StartsWith("bulk"));
        var conversations = db.Conversations().IgnoreQueryFilters().Where(row => bulk.Any(contact => contact.Id == row.ContactId));
        return new Counts(
            await bulk.CountAsync(),
            await db.Bookings().IgnoreQueryFilters().CountAsync(row => bulk.Any(contact => contact.Id == row.ContactId)),
            await db.Messages().IgnoreQueryFilters().CountAsync(row => conversations.Any(one => one.Id == row.ConversationId)),
            await db.Bookings().IgnoreQueryFilters().CountAsync(row => !bulk.Any(contact => contact.Id == row.ContactId)));
    }

    private async Task<List<string?>> WhoCanSignInAsync(string? postgres, string password)
    {
        await using var db = Open(postgres);
        var hasher = new PasswordHasher<Account>();
        var accounts = await db.Accounts().OrderBy(account => account.Email).ToListAsync();
        return
        [
            .. accounts
                .Where(account => hasher.VerifyHashedPassword(account, account.PasswordHash!, password) == PasswordVerificationResult.Success)
                .Select(static account => account.Email),
        ];
    }

    private CareOpsDb Open(string? postgres) => postgres is null
        ? new SqliteContexts(Path.Combine(_folder, "careops.db")).CreateDbContext()
        : new PostgresContexts(postgres).CreateDbContext();

    private sealed record Counts(int Contacts, int Bookings, int Messages, int Story);
}
