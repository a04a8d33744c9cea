using System.Net;
using System.Net.Mail;

using CareOps.Core.Data;

using NodaTime;

using Npgsql;

namespace CareOps.Tests.Support;

public sealed class SupportTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task An_owner_can_create_the_extension_that_bookings_need()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var database = await cluster.CreateDatabaseAsync();

        await ExecuteAsync(database, "CREATE EXTENSION btree_gist");

        Assert.StartsWith("Host=127.0.0.1;", database, StringComparison.Ordinal);
        Assert.Equal(1L, await ExecuteAsync(database, "SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'"));
        Assert.Equal("é", await ExecuteAsync(database, "SELECT lower('É')"));
        await cluster.DropDatabaseAsync(database);
    }

    [PostgresFact]
    public async Task Copies_of_a_template_are_prepared_once_and_do_not_share_rows()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var prepared = 0;

        var copies = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => cluster.CreateCopyAsync("support_template", PrepareAsync)));
        await ExecuteAsync(copies[0], "INSERT INTO note VALUES ('only here')");

        Assert.Equal(1, prepared);
        Assert.Equal(2L, await ExecuteAsync(copies[0], "SELECT count(*) FROM note"));
        Assert.Equal(1L, await ExecuteAsync(copies[1], "SELECT count(*) FROM note"));
        await Task.WhenAll(copies.Select(cluster.DropDatabaseAsync));

        async Task PrepareAsync(string database)
        {
            Interlocked.Increment(ref prepared);
            await ExecuteAsync(database, "CREATE TABLE note (text text); INSERT INTO note VALUES ('everywhere')");
        }
    }

    [PostgresFact]
    public async Task A_cluster_of_ones_own_can_be_taken_away()
    {
        var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync("mine");

        await cluster.DisposeAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
    }

    [SmtpFact]
    public async Task Mail_arrives_as_it_was_written()
    {
        await using var server = await SmtpServer.StartAsync();
        using var message = Message("anna@example.org");
        message.Bcc.Add("copy@example.org");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("<p>Grüße</p>", null, "text/html"));
        message.Attachments.Add(Attachment.CreateAttachmentFromString("BEGIN:VCALENDAR", "visit.ics"));
        using var client = new SmtpClient(SmtpServer.Host, server.Port);

        await client.SendMailAsync(message);

        var mail = Assert.Single(await server.WaitForAsync(1, Soon));
        Assert.Equal("clinic@example.org", mail.From);
        Assert.Equal(["anna@example.org", "copy@example.org"], mail.To);
        Assert.Null(mail.User);
        Assert.Equal("Your visit – tomorrow", mail.Subject);
        Assert.Equal("See you at 9.", mail.Text);
        Assert.Equal("<p>Grüße</p>", mail.Html);
        Assert.Equal("abc", mail.Header("x-careops"));
        Assert.Equal("BEGIN:VCALENDAR"u8.ToArray(), Assert.Single(mail.Attachments).Content.ToArray());
        Assert.Contains("X-CareOps: abc", await File.ReadAllTextAsync(mail.RawFile), StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task A_server_with_an_account_takes_mail_from_its_user_only()
    {
        await using var server = await SmtpServer.StartAsync("clinic", "right");
        using var message = Message("anna@example.org");
        using var right = new SmtpClient(SmtpServer.Host, server.Port);
        using var wrong = new SmtpClient(SmtpServer.Host, server.Port);
        right.Credentials = new NetworkCredential("clinic", "right");
        wrong.Credentials = new NetworkCredential("clinic", "wrong");

        await Assert.ThrowsAsync<SmtpException>(() => wrong.SendMailAsync(message));
        await right.SendMailAsync(message);

        Assert.Equal("clinic", Assert.Single(await server.WaitForAsync(1, Soon)).User);
    }

    [SmtpFact]
    public async Task A_server_refuses_as_it_is_told()
    {
        await using var server = await SmtpServer.StartAsync();
        using var client = new SmtpClient(SmtpServer.Host, server.Port);
        using var gone = Message("gone@example.org");
        using var there = Message("there@example.org");

        server.SetMode(SmtpMode.RejectRecipients, "Gone@example.org");
        var refused = await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => client.SendMailAsync(gone));
        await client.SendMailAsync(there);
        server.SetMode(SmtpMode.TemporaryFailure);
        var later = await Assert.ThrowsAsync<SmtpException>(() => client.SendMailAsync(there));

        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refused.StatusCode);
        Assert.Equal(SmtpStatusCode.LocalErrorInProcessing, later.StatusCode);
        Assert.Single(await server.ReceivedAsync());
    }

    [SmtpFact]
    public async Task A_dropped_connection_looks_like_a_failure_though_the_mail_arrived()
    {
        await using var server = await SmtpServer.StartAsync();
        using var client = new SmtpClient(SmtpServer.Host, server.Port);
        using var message = Message("anna@example.org");
        server.SetMode(SmtpMode.DropAfterData);

        await Assert.ThrowsAsync<SmtpException>(() => client.SendMailAsync(message));

        Assert.Single(await server.WaitForAsync(1, Soon));
    }

    [SmtpFact]
    public async Task A_stalled_server_answers_when_it_is_let_go()
    {
        await using var server = await SmtpServer.StartAsync();
        using var client = new SmtpClient(SmtpServer.Host, server.Port);
        using var message = Message("anna@example.org");
        server.SetMode(SmtpMode.Stall);

        var sending = client.SendMailAsync(message);
        await server.WaitForAsync(1, Soon);
        var stalled = !sending.IsCompleted;
        server.SetMode(SmtpMode.Accept);
        await Eventually.TrueAsync(() => sending.IsCompleted, Soon, "the answer");
        await sending;

        Assert.True(stalled);
    }

    [BrowserFact]
    public async Task A_page_shows_its_text_in_the_size_and_scheme_asked_for()
    {
        var page = await Browser.NewPageAsync(width: 390, height: 844, dark: true);

        await page.GotoAsync("data:text/html,<h1>Hello</h1>");

        Assert.Equal("Hello", await page.InnerTextAsync("h1"));
        Assert.Equal(390, await page.EvaluateAsync<int>("innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_page_without_script_runs_none()
    {
        var page = await Browser.NewPageAsync(javaScript: false);

        await page.GotoAsync("data:text/html,<h1>Hello</h1><script>document.body.textContent = 'Scripted'</script>");

        Assert.Equal("Hello", await page.InnerTextAsync("h1"));
        await page.CloseAsync();
    }

    [EachEngine]
    public void A_test_runs_on_each_engine(Engine engine) => Assert.True(Enum.IsDefined(engine));

    [Fact]
    public void A_missing_tool_is_looked_for_again_once_and_then_names_the_command()
    {
        var installs = 0;
        var missing = new SystemTool("Abacus", "apt-get install abacus", () => null, () => installs++);
        var installed = new SystemTool("Ruler", "", () => installs > 1 ? "ruler" : null, () => installs++);

        Assert.Equal("Abacus is not available. Install it with: apt-get install abacus", missing.Missing);
        Assert.Throws<InvalidOperationException>(missing.Require);
        Assert.Equal("ruler", installed.Require());
        Assert.Null(installed.Missing);
        Assert.Equal(2, installs);
    }

    [Fact]
    public async Task Waiting_ends_with_the_condition_or_with_a_message()
    {
        var asked = 0;

        await Eventually.TrueAsync(() => ++asked == 3, Soon, "the third question");
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.TrueAsync(() => false, TimeSpan.FromMilliseconds(50), "Godot"));
        var silence = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.TrueAsync(() => new TaskCompletionSource<bool>().Task, TimeSpan.FromMilliseconds(50), "Pozzo"));

        Assert.Equal(3, asked);
        Assert.Contains("in vain for Godot", failure.Message, StringComparison.Ordinal);
        Assert.Contains("found no end", silence.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fake_clock_moves_only_when_told()
    {
        var clock = new FakeClock();
        var start = clock.GetCurrentInstant();

        clock.Advance(Duration.FromMinutes(5));

        Assert.Equal(start + Duration.FromMinutes(5), clock.GetCurrentInstant());
        clock.Now = start;
        Assert.Equal(start, clock.GetCurrentInstant());
    }

    private static MailMessage Message(string to)
    {
        var message = new MailMessage("clinic@example.org", to, "Your visit – tomorrow", "See you at 9.");
        message.Headers.Add("X-CareOps", "abc");
        return message;
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
