using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Public;

/// <summary>
/// Whatever a stranger sends, the answer is a sentence where it belongs; what was typed stays, and nothing is written.
/// </summary>
public sealed class BadInputTests(ServedBusiness served) : IClassFixture<ServedBusiness>
{
    private const string Unshowable = "characters that can't be shown";
    private const string TooLong = "too long";
    private const string NoAddress = "not a complete email address";
    private const string NoNumber = "not a complete phone number";
    private const string Incomplete = "That didn't arrive as it should";
    private const string NotAsItShould = "That didn't work";
    private const string Tuesday = "2026-03-03T09:30";
    private const string AnyBooking = "2026-03-04T";

    private static readonly (string Field, string Value)[] Visitor =
        [("Name", "Anna Berg"), ("Email", "anna@example.org"), ("Phone", "+47 55 50 12 34")];

    private static readonly string[] TypedByVisitors = ["Name", "Email", "Phone"];

    private static readonly string[] TypedByOwners = ["Name", "Email", "BusinessName", "TimeZone"];

    public static TheoryData<string, string, string> BadVisitors => new()
    {
        { "Name", "", "Enter your name" },
        { "Name", "  \t ", "Enter your name" },
        { "Name", new string('x', 101), TooLong },
        { "Name", "Anna\u0007", Unshowable },
        { "Name", "Anna\u0081", Unshowable },
        { "Name", "Anna\ufffe", Unshowable },
        { "Email", "anna", NoAddress },
        { "Email", "anna@example", NoAddress },
        { "Email", "anna@example.org\r\nBcc: all@example.org", NoAddress },
        { "Email", "<script>alert(1)</script>@example.org", NoAddress },
        { "Email", "anna\u0007@example.org", NoAddress },
        { "Email", "anna\ufffe@example.org", NoAddress },
        { "Email", new string('x', 250) + "@example.org", NoAddress },
        { "Phone", "12", NoNumber },
        { "Phone", "call me", NoNumber },
        { "Phone", "+47 55 50 12 34\u0007", NoNumber },
        { "Phone", "+47 55 50 12 34\ufffe", NoNumber },
        { "Phone", new string('1', 200), NoNumber },
    };

    public static TheoryData<string, string, string> BadRegistrations => new()
    {
        { "Name", "", "Enter your name" },
        { "Name", new string('x', 101), TooLong },
        { "Name", "Mia\u0007", Unshowable },
        { "Name", "Mia\ufffe", Unshowable },
        { "Email", "", "Enter an email address" },
        { "Email", "mia@", NoAddress },
        { "Email", "mia\u0007@example.org", NoAddress },
        { "Email", "mia\ufffe@example.org", NoAddress },
        { "Password", "", "Choose a password" },
        { "Password", "short", "longer password" },
        { "Password", new string('x', 201), TooLong },
        { "BusinessName", " ", "Enter the name of your business" },
        { "BusinessName", new string('x', 101), TooLong },
        { "BusinessName", "Spa\ufffe", Unshowable },
        { "TimeZone", "Mars/Olympus_Mons", "Choose a time zone" },
        { "TimeZone", "", "Choose a time zone" },
    };

    public static TheoryData<string> Pages => ["booking", "contact", "register", "login"];

    [Theory]
    [MemberData(nameof(BadVisitors))]
    [InlineData("Notes", "Back pain\u0007", Unshowable)]
    [InlineData("Notes", "Back pain\ufffe", Unshowable)]
    public async Task A_bad_booking_is_told_beside_its_field(string field, string value, string sentence)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "booking");

        await RefusedBesideAsync(form.Fill((field, value)), field, sentence, [.. TypedByVisitors, "Notes"]);
    }

    [Theory]
    [MemberData(nameof(BadVisitors))]
    [InlineData("Message", "", "Enter your message")]
    [InlineData("Message", "\r\n ", "Enter your message")]
    [InlineData("Message", "Is parking\u0007", Unshowable)]
    [InlineData("Message", "Is parking\ufffe", Unshowable)]
    public async Task A_bad_inquiry_is_told_beside_its_field(string field, string value, string sentence)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "contact");

        await RefusedBesideAsync(form.Fill((field, value)), field, sentence, [.. TypedByVisitors, "Message"]);
    }

    [Theory]
    [MemberData(nameof(BadRegistrations))]
    public async Task A_bad_registration_is_told_beside_its_field(string field, string value, string sentence)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "register");

        // A password never comes back in a page, and a list can't show what it does not hold.
        string[] kept = [.. TypedByOwners.Where(name => name != "TimeZone" || field != name)];
        await RefusedBesideAsync(form.Fill((field, value)), field, sentence, kept);
    }

    [Theory]
    [InlineData("booking", "Notes", 1000)]
    [InlineData("contact", "Message", 4000)]
    public async Task A_text_may_be_as_long_as_it_says_and_not_a_letter_longer(string page, string field, int most)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, page);

        await RefusedBesideAsync(form.Fill((field, new string('x', most + 1))), field, TooLong, [field]);
    }

    [Theory]
    [InlineData("booking")]
    [InlineData("contact")]
    public async Task Without_email_and_phone_nobody_could_answer(string page)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, page);

        await RefusedBesideAsync(form.Fill(("Email", ""), ("Phone", "")), "Email", "email address or a phone number", ["Name"]);
    }

    [Theory]
    [InlineData("", "secret words")]
    [InlineData("mia", "secret words")]
    [InlineData("nobody@example.org", "")]
    [InlineData("nobody@example.org\u0007", "secret words")]
    [InlineData("nobody\ufffe@example.org", "secret words")]
    [InlineData("\"><script>alert(1)</script>", "secret words")]
    public async Task A_bad_sign_in_is_told_over_the_form(string email, string password)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "login");
        var before = await BeforeAsync();

        var page = await AnsweredPage.PostAsync(form.Fill(("Email", email), ("Password", password)));

        page.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Equal("Email or password is wrong. Check both and try again. After five wrong tries, wait 15 minutes or set a new password.", page.Alert);
        Assert.Equal(email, page.Typed("Email"));
        Assert.Empty(page.All("main script"));
        Assert.DoesNotContain("secret words", page.Html, StringComparison.Ordinal);
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_null_character_is_refused_with_a_sentence(string page)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, page);
        var before = await BeforeAsync();

        await ShownInsteadAsync(form.Fill(("Email", "anna\0@example.org")), HttpStatusCode.BadRequest, NotAsItShould);
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_form_larger_than_any_person_sends_is_refused_with_a_sentence(string page)
    {
        using var client = served.Server.Browse();
        var (fields, text) = (await OpenAsync(client, page), await OpenAsync(client, page));
        var before = await BeforeAsync();

        await ShownInsteadAsync(
            fields.Fill([.. Enumerable.Range(0, 2000).Select(static number => ($"Field{number}", "x"))]),
            HttpStatusCode.BadRequest,
            NotAsItShould);
        await ShownInsteadAsync(text.Fill(("Email", new string('x', 5_000_000))), HttpStatusCode.BadRequest, NotAsItShould);
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_form_without_its_token_or_with_a_made_up_one_is_refused_with_a_sentence(string page)
    {
        using var client = served.Server.Browse();
        var (without, madeUp) = (await OpenAsync(client, page), await OpenAsync(client, page));
        var before = await BeforeAsync();

        await ShownInsteadAsync(without.Without("__RequestVerificationToken"), HttpStatusCode.BadRequest, NotAsItShould);
        await ShownInsteadAsync(madeUp.Fill(("__RequestVerificationToken", "CfDJ8")), HttpStatusCode.BadRequest, NotAsItShould);
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [InlineData("booking", "SubmissionKey", "")]
    [InlineData("booking", "SubmissionKey", "not a key")]
    [InlineData("booking", "Website", "https://spam.example")]
    [InlineData("contact", "SubmissionKey", "")]
    [InlineData("contact", "SubmissionKey", "{\"$ne\":null}")]
    [InlineData("contact", "Website", "https://spam.example")]
    public async Task What_only_a_program_sends_is_refused_over_the_form(string page, string field, string value)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, page);
        var before = await BeforeAsync();

        var answer = await AnsweredPage.PostAsync(form.Fill((field, value)));

        answer.AssertRefused(HttpStatusCode.BadRequest);
        Assert.StartsWith(Incomplete, answer.Alert, StringComparison.Ordinal);
        Assert.All(TypedByVisitors, name => Assert.Equal(form[name], answer.Typed(name)));
        Assert.NotEqual(form["SubmissionKey"], answer.Typed("SubmissionKey"));
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [InlineData("", "Choose a time first")]
    [InlineData("tomorrow", "Choose a time first")]
    [InlineData("2026-13-45T99:99", "Choose a time first")]
    [InlineData("2026-03-03T09:30:00Z", "Choose a time first")]
    [InlineData("2026-03-01T10:00", "has passed")]
    [InlineData("2001-01-01T10:00", "has passed")]
    [InlineData("2026-03-02T10:30", "too soon")]
    [InlineData("2026-03-03T09:45", "not offered")]
    [InlineData("2026-03-03T17:00", "not offered")]
    [InlineData("2026-03-08T10:00", "not offered")]
    [InlineData("2027-03-02T10:00", "too far ahead")]
    [InlineData("2999-12-31T10:00", "too far ahead")]
    public async Task A_time_that_is_not_offered_is_refused_with_times_that_are(string start, string sentence)
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "booking");
        var before = await BeforeAsync();

        var page = await AnsweredPage.PostAsync(form.Fill(("Start", start), ("Notes", "Back pain")));

        page.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains(sentence, page.Alert, StringComparison.Ordinal);
        Assert.Equal(3, page.Choices("Start").Count);
        Assert.All([.. TypedByVisitors, "Notes"], name => Assert.Equal(form[name], page.Typed(name)));
        await NothingWrittenSinceAsync(before);
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_text_wherever_it_appears()
    {
        const string Script = "<script>alert('x')</script>";
        const string Image = "<img src=x onerror=alert(1)> & \"quoted\"";
        using var client = served.Server.Browse();
        var form = (await OpenAsync(client, "booking", $"{AnyBooking}09:00"))
            .Fill(("Name", Script), ("Email", "script@example.org"), ("Notes", Image));

        var refused = await AnsweredPage.PostAsync((await OpenAsync(client, "booking")).Fill(("Name", Script), ("Email", Image)));
        using var booked = await form.PostAsync();
        var shown = await AnsweredPage.GetAsync(client, booked.Headers.Location!.OriginalString);

        Assert.Equal((Script, Image), (refused.Typed("Name"), refused.Typed("Email")));
        Assert.Contains(Script, shown.Text, StringComparison.Ordinal);
        Assert.Contains(Image, shown.Text, StringComparison.Ordinal);
        Assert.All([refused, shown], static page => Assert.Empty(page.All("main script, main img, main [onerror]")));
        var stored = await served.House.ReadAsync(
            served.Business.Id, static db => db.Bookings().SingleAsync(booking => booking.Email == "script@example.org"));
        Assert.Equal((Script, Image), (stored.Name, stored.Notes));
        await served.SettleAsync();
    }

    [EachEngine]
    public async Task Letters_that_grow_when_they_are_composed_still_fit_or_are_refused(Engine engine)
    {
        // Each is one character as typed and three once composed (NFC), as PostgreSQL would notice.
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();

        var refused = await business.TryBookAsync(TestBusiness.Tuesday, name: new string('\ufb2c', 100));

        Assert.Equal(("too_long", "Name"), (refused.Error?.Code, refused.Error?.Field));
    }

    [Fact]
    public async Task The_identical_booking_again_answers_with_the_first_and_an_altered_one_conflicts()
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "booking", $"{AnyBooking}10:00");
        using var first = await form.PostAsync();
        await served.SettleAsync();
        var counts = await CountsAsync();

        using var second = await form.PostAsync();
        var (one, two) = (await AnsweredPage.GetAsync(client, Path(first)), await AnsweredPage.GetAsync(client, Path(second)));
        var altered = await AnsweredPage.PostAsync(form.Fill(("Start", $"{AnyBooking}11:00")));

        Assert.Equal(one.Text, two.Text);
        Assert.Contains("You're booked", one.Text, StringComparison.Ordinal);
        altered.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("already sent with other details", altered.Alert, StringComparison.Ordinal);
        Assert.All(TypedByVisitors, name => Assert.Equal(form[name], altered.Typed(name)));
        Assert.Equal(counts, await CountsAsync());
    }

    [Fact]
    public async Task The_identical_inquiry_again_counts_once_and_an_altered_one_conflicts()
    {
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "contact");
        using var first = await form.PostAsync();
        await served.SettleAsync();
        var before = await BeforeAsync();

        using var second = await form.PostAsync();
        var altered = await AnsweredPage.PostAsync(form.Fill(("Message", "Something else")));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal((first.StatusCode, Path(first)), (second.StatusCode, Path(second)));
        altered.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("already sent with other details", altered.Alert, StringComparison.Ordinal);
        Assert.Equal("Something else", altered.Typed("Message"));
        await NothingWrittenSinceAsync(before);
    }

    [Fact]
    public async Task A_form_that_comes_back_too_quickly_or_with_a_forged_stamp_is_asked_again()
    {
        var clock = new FakeClock();
        await using var server = new TestServer(clock: clock, settings: ("CareOps:Bots:MinimumSeconds", "2"));
        var business = await TestHouse.Inside(server, clock).OpenBusinessAsync();
        using var client = server.Browse();
        var form = (await WebForm.OpenAsync(client, $"/contact/{business.Slug}")).Fill([.. Visitor, ("Message", "Hello")]);

        var quick = await AnsweredPage.PostAsync(form);
        clock.Advance(Duration.FromSeconds(3));
        var stamp = form["Stamp"];
        var forged = await AnsweredPage.PostAsync(form.Fill(("Stamp", "CfDJ8" + stamp[5..].ToUpperInvariant())));
        var missing = await AnsweredPage.PostAsync(form.Fill(("Stamp", "")));
        using var patient = await form.Fill(("Stamp", stamp)).PostAsync();

        Assert.All([quick, forged, missing], page =>
        {
            page.AssertRefused(HttpStatusCode.BadRequest);
            Assert.StartsWith("That was very quick", page.Alert, StringComparison.Ordinal);
            Assert.Equal("Hello", page.Typed("Message"));
        });
        Assert.Equal(HttpStatusCode.Redirect, patient.StatusCode);
    }

    [Fact]
    public async Task A_service_of_another_business_is_not_found()
    {
        var other = await served.House.OpenBusinessAsync("Other");
        await served.House.Get<SaveServiceHandler>().HandleAsync(
            other.Owner,
            new SaveService(null, "Massage", null, 30, 0, 0, 30, 0, 30, 0, null, ServiceLocation.InPerson, null, IsActive: true),
            CancellationToken.None);
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "booking");
        var before = await BeforeAsync();

        var theirs = await AnsweredPage.GetAsync(client, $"/book/{other.Slug}/massage");
        var here = await AnsweredPage.GetAsync(client, $"/book/{served.Business.Slug}/massage");
        var posted = await AnsweredPage.PostAsync(form.To($"/book/{served.Business.Slug}/massage"));

        Assert.Equal(HttpStatusCode.OK, theirs.Status);
        Assert.All([here, posted], static page => page.AssertRefused(HttpStatusCode.NotFound));
        await NothingWrittenSinceAsync(before);
    }

    [Fact]
    public async Task Only_the_very_token_opens_a_booking()
    {
        using var client = served.Server.Browse();
        var token = await BookAsync(client, $"{AnyBooking}12:00");
        var purpose = await MintAsync("form", token.Booking, TomorrowNextYear());
        string[] wrong =
        [
            "x", "null", new string('A', 22), token.Text[..21], token.Text + "A", token.Text.ToUpperInvariant(), "%00", "%20" + token.Text, purpose,
            .. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(c => c != token.Text[^1]).Select(c => token.Text[..21] + c),
        ];
        var contact = await OpenAsync(client, "contact");
        var before = await BeforeAsync();

        foreach (var text in wrong)
        {
            await NotThereAsync(client, text, contact, HttpStatusCode.NotFound, "Page not found");
        }

        await NothingWrittenSinceAsync(before);
        Assert.Equal(HttpStatusCode.OK, (await AnsweredPage.GetAsync(client, $"/booking/{token.Text}")).Status);
    }

    [Fact]
    public async Task A_spent_link_says_so_everywhere()
    {
        using var client = served.Server.Browse();
        var token = await BookAsync(client, $"{AnyBooking}13:00");
        var expired = await MintAsync(LinkPurposes.ManageBooking, token.Booking, served.House.Clock.Now);
        var contact = await OpenAsync(client, "contact");

        await NotThereAsync(client, expired, contact, HttpStatusCode.Gone, "no longer valid");
        await served.House.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(served.Business.Id, "test"),
            (db, stop) => PublicLinks.RevokeAsync(db, LinkPurposes.ManageBooking, token.Booking, stop),
            CancellationToken.None);
        await NotThereAsync(client, token.Text, contact, HttpStatusCode.Gone, "no longer valid");
    }

    [Fact]
    public async Task Cancelling_needs_the_pages_own_form_and_enough_time()
    {
        using var client = served.Server.Browse();
        var token = await BookAsync(client, $"{AnyBooking}14:00");
        var form = await WebForm.OpenAsync(client, $"/booking/{token.Text}?cancel=1");
        var late = (await BookAsync(client, "2026-03-02T12:00")).Text;
        var before = await BeforeAsync();

        await ShownInsteadAsync(form.Copy().Without("__RequestVerificationToken"), HttpStatusCode.BadRequest, NotAsItShould);
        await served.House.Get<IWriteDoor>().RunAsync(
            new Caller.SystemWork(served.Business.Id, "test"),
            static (db, stop) => db.Bookings().Where(row => row.StartsAt < Instant.FromUtc(2026, 3, 2, 12, 0))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CancellableUntil, Instant.FromUtc(2026, 3, 1, 12, 0)), stop),
            CancellationToken.None);
        var refused = await AnsweredPage.PostAsync(form.Copy().To($"/booking/{late}?handler=Cancel"));

        refused.AssertRefused(HttpStatusCode.Conflict);
        Assert.Contains("too late to cancel", refused.Alert, StringComparison.Ordinal);
        Assert.Equal(
            before.Where(static row => row.StartsWith("Booking:", StringComparison.Ordinal)).Count(static row => row.Contains("Status=Confirmed", StringComparison.Ordinal)),
            (await BeforeAsync()).Count(static row => row.StartsWith("Booking:", StringComparison.Ordinal) && row.Contains("Status=Confirmed", StringComparison.Ordinal)));
        using var cancelled = await form.PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, cancelled.StatusCode);
        await served.SettleAsync();
    }

    [Fact]
    public async Task A_business_that_is_not_open_yet_keeps_its_name_to_itself()
    {
        var closed = await served.House.OpenBusinessAsync("Hidden Harbour");
        await served.House.Get<OpenBusinessHandler>().HandleAsync(closed.Owner, new OpenBusiness(false), CancellationToken.None);
        using var client = served.Server.Browse();
        var form = await OpenAsync(client, "contact");
        var before = await BeforeAsync();

        AnsweredPage[] pages =
        [
            await AnsweredPage.GetAsync(client, $"/book/{closed.Slug}"),
            await AnsweredPage.GetAsync(client, $"/book/{closed.Slug}/appointment?start={Tuesday}"),
            await AnsweredPage.GetAsync(client, $"/contact/{closed.Slug}"),
            await AnsweredPage.PostAsync(form.Copy().To($"/contact/{closed.Slug}")),
            await AnsweredPage.PostAsync(form.Copy().To($"/book/{closed.Slug}/appointment")),
        ];

        Assert.All(pages, static page =>
        {
            page.AssertRefused(HttpStatusCode.NotFound);
            Assert.StartsWith("Not open yet", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Hidden Harbour", page.Html, StringComparison.OrdinalIgnoreCase);
        });
        await NothingWrittenSinceAsync(before);
    }

    [Theory]
    [InlineData("/book", 404)]
    [InlineData("/book/nobody", 404)]
    [InlineData("/book/RIVERSIDE-PHYSIO", 404)]
    [InlineData("/book/%ff%fe", 404)]
    [InlineData("/book/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("/book/{b}/nothing", 404)]
    [InlineData("/book/{b}/appointment'%20OR%201=1--", 404)]
    [InlineData("/book/{b}/%EF%BF%BE", 404)]
    [InlineData("/book/{b}/appointment/more", 404)]
    [InlineData("/contact", 404)]
    [InlineData("/contact/nobody", 404)]
    [InlineData("/contact/{b}/more", 404)]
    [InlineData("/booking", 404)]
    [InlineData("/booking/nothing/calendar.ics", 404)]
    [InlineData("/account/nothing", 404)]
    [InlineData("/status/404", 404)]
    [InlineData("/status/99999999999999", 404)]
    [InlineData("/status/-1", 404)]
    [InlineData("/book/{b}/appointment?day=tomorrow", 200)]
    [InlineData("/book/{b}/appointment?day=0000-00-00&month=9999-99", 200)]
    [InlineData("/book/{b}/appointment?day=2999-12-31", 200)]
    [InlineData("/book/{b}/appointment?month=2999-12", 200)]
    [InlineData("/book/{b}/appointment?month=-9999-01", 200)]
    [InlineData("/book/{b}/appointment?day=%00&month=%EF%BF%BE", 200)]
    [InlineData("/book/{b}/appointment?start=%00", 200)]
    [InlineData("/book/{b}/appointment?start=<script>", 200)]
    [InlineData("/book/{b}/appointment?start=2026-03-03T09:30&start=2026-03-03T10:00", 200)]
    [InlineData("/book/{b}/appointment?start=2001-01-01T09:00", 200)]
    [InlineData("/book/{b}/appointment?start=2999-12-31T23:59", 200)]
    [InlineData("/book/{b}/appointment?handler=nothing&page=x&area=y&workspace=other", 200)]
    [InlineData("/contact/{b}?sent=%00", 200)]
    [InlineData("/contact/{b}?handler=nothing", 200)]
    [InlineData("/account/login?returnUrl=%00&handler=nothing", 200)]
    [InlineData("/account/register?handler=nothing", 200)]
    public async Task An_odd_address_shows_a_page_or_says_that_there_is_none(string path, int status)
    {
        using var client = served.Server.Browse();

        var page = await AnsweredPage.GetAsync(client, path.Replace("{b}", served.Business.Slug, StringComparison.Ordinal));

        page.AssertRefused((HttpStatusCode)status);
    }

    private async Task<WebForm> OpenAsync(HttpClient client, string page, string start = Tuesday) => page switch
    {
        "booking" => (await WebForm.OpenAsync(client, $"{served.BookingPage}?start={start}")).Fill([.. Visitor, ("Notes", "")]),
        "contact" => (await WebForm.OpenAsync(client, served.ContactPage)).Fill([.. Visitor, ("Message", "Is parking available?")]),
        "register" => (await WebForm.OpenAsync(client, "/account/register")).Fill(
            ("Name", "Mia"), ("Email", "new@example.org"), ("Password", "correct horse"), ("BusinessName", "Spa"), ("TimeZone", "Europe/Oslo")),
        _ => (await WebForm.OpenAsync(client, "/account/login")).Fill(("Email", "nobody@example.org"), ("Password", "secret words")),
    };

    private async Task RefusedBesideAsync(WebForm form, string field, string sentence, IReadOnlyList<string> kept)
    {
        var before = await BeforeAsync();

        var page = await AnsweredPage.PostAsync(form);

        page.AssertRefused(HttpStatusCode.BadRequest);
        Assert.Contains(sentence, page.Beside(field), StringComparison.Ordinal);
        Assert.All(kept, name => Assert.Equal(form[name].Trim(), page.Typed(name).Trim()));
        await NothingWrittenSinceAsync(before);
    }

    private static async Task ShownInsteadAsync(WebForm form, HttpStatusCode status, string words)
    {
        var page = await AnsweredPage.PostAsync(form);
        page.AssertRefused(status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
    }

    private static async Task NotThereAsync(
        HttpClient client, string token, WebForm form, HttpStatusCode status, string words)
    {
        AnsweredPage[] pages =
        [
            await AnsweredPage.GetAsync(client, $"/booking/{token}"),
            await AnsweredPage.GetAsync(client, $"/booking/{token}/calendar.ics"),
            await AnsweredPage.PostAsync(form.Copy().To($"/booking/{token}?handler=Cancel")),
        ];
        if (token == "%00")
        {
            // The server itself refuses such an address before any page is asked.
            Assert.All(pages, static page => Assert.Equal(HttpStatusCode.BadRequest, page.Status));
            return;
        }

        Assert.All(pages, page =>
        {
            page.AssertRefused(status);
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        });
    }

    private async Task<(string Text, Guid Booking)> BookAsync(HttpClient client, string start)
    {
        using var booked = await (await OpenAsync(client, "booking", start)).PostAsync();
        await served.SettleAsync();
        var moment = NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(start + ":00").Value
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Oslo"]).ToInstant();
        var id = await served.House.ReadAsync(
            served.Business.Id, db => db.Bookings().Where(row => row.StartsAt == moment).Select(row => row.Id).SingleAsync());
        return (Path(booked)["/booking/".Length..], id);
    }

    private async Task<string> MintAsync(string purpose, Guid subject, Instant until) => (await served.House.Get<IWriteDoor>().RunAsync(
        new Caller.SystemWork(served.Business.Id, "test"),
        async (db, stop) =>
        {
            var token = PublicLinks.Mint(db, purpose, subject, until);
            await db.SaveChangesAsync(stop);
            return token;
        },
        CancellationToken.None)).Value;

    private Instant TomorrowNextYear() => served.House.Clock.Now + Duration.FromDays(366);

    private static string Path(HttpResponseMessage response) => response.Headers.Location!.OriginalString;

    // Not while a worker still sends what a registration or a booking before left.
    private async Task<IReadOnlyList<string>> BeforeAsync()
    {
        await served.SettleAsync();
        return await Rows.AllAsync(served.Server.Services);
    }

    private async Task NothingWrittenSinceAsync(IReadOnlyList<string> before) => Assert.Equal(before, await BeforeAsync());

    // A repeated post mints another link to the first result, and nothing else.
    private async Task<string> CountsAsync() => string.Join(' ', (await BeforeAsync())
        .Select(static row => row[..row.IndexOf(':', StringComparison.Ordinal)])
        .Where(static table => table != nameof(PublicLink))
        .GroupBy(static table => table).Select(static table => $"{table.Key}={table.Count()}"));
}
