using Bunit;

using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Inbox;
using CareOps.Web.Components.Layout;

using NodaTime;

namespace CareOps.Tests.Components;

public sealed class ThreadMessageViewTests : BunitContext
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 8, 41);

    private static readonly ThreadMessage Line = new(
        Guid.NewGuid(), MessageKind.Inbound, Channel.Email, null, "Is parking available?", At, null, null, MessageStatus.Received, null, At);

    private static readonly MemberContext Member = ContextOf();

    private readonly List<Guid> _sent = [];

    [Fact]
    public void What_a_customer_wrote_is_on_the_left_with_its_channel_and_time()
    {
        var line = Show(Line);

        Assert.Equal("message", line.Find("div").ClassName?.Trim());
        Assert.Equal("Email · 09:41", Meta(line));
        Assert.Empty(line.FindAll("button"));
    }

    [Fact]
    public void What_happened_is_one_quiet_line()
    {
        var line = Show(Line with { Kind = MessageKind.Activity, Channel = Channel.Note, Body = "Booked Follow-up" });

        Assert.Equal("Booked Follow-up · 09:41", line.Find("p.event-line").TextContent.Trim());
    }

    [Fact]
    public void A_note_says_that_only_members_see_it()
    {
        var line = Show(Line with { Kind = MessageKind.Note, Channel = Channel.Note, Body = "Prefers mornings." }, "Noah Lind");

        Assert.Contains("note", line.Find("div").ClassList);
        Assert.Equal("Noah Lind · 09:41 · only members see this", Meta(line));
    }

    [Theory]
    [InlineData(MessageStatus.Queued, "out", "Mia Kvam · Email · Sending…")]
    [InlineData(MessageStatus.Sent, "out", "Mia Kvam · Email · Sent 09:41")]
    [InlineData(MessageStatus.Delivered, "out", "Mia Kvam · Email · Delivered 09:41")]
    [InlineData(MessageStatus.Kept, "out", "Mia Kvam · Email · Kept here, not delivered 09:41")]
    [InlineData(MessageStatus.Failed, "out failed", "Mia Kvam · Email · Failed 09:41")]
    [InlineData(MessageStatus.Unknown, "out failed", "Mia Kvam · Email · Not confirmed 09:41")]
    public void A_reply_says_who_wrote_it_and_how_far_it_came(MessageStatus status, string look, string meta)
    {
        var line = Show(Line with { Kind = MessageKind.Reply, Status = status }, "Mia Kvam");

        Assert.Equal($"message {look}", line.Find("div").ClassName);
        Assert.Equal(meta, Meta(line));
    }

    [Theory]
    [InlineData(MessageStatus.Queued, "auto", "Booking confirmation · SMS · Waiting", null)]
    [InlineData(MessageStatus.Kept, "auto", "Booking confirmation · SMS · Kept here, not delivered 09:41", null)]
    [InlineData(MessageStatus.Held, "auto held", "Booking confirmation · SMS · Held 09:41", "Send now")]
    [InlineData(MessageStatus.Failed, "auto failed", "Booking confirmation · SMS · Failed 09:41", "Send again")]
    [InlineData(MessageStatus.Unknown, "auto failed", "Booking confirmation · SMS · Not confirmed 09:41", "Send again")]
    public void An_automatic_message_names_its_rule_and_offers_to_be_sent_where_it_waits(
        MessageStatus status, string look, string meta, string? button)
    {
        var line = Show(Line with
        {
            Kind = MessageKind.Automated,
            Channel = Channel.Sms,
            RuleName = "Booking confirmation",
            Status = status,
            StatusReason = "This is why.",
        });

        Assert.Equal($"message {look}", line.Find("div").ClassName);
        Assert.Equal(meta, Meta(line));
        Assert.Equal("This is why.", line.Find(".message-reason").TextContent);
        Assert.Equal(button, line.FindAll("button").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void Pressing_the_button_sends_this_very_message()
    {
        var held = Line with { Kind = MessageKind.Automated, RuleName = "Welcome", Status = MessageStatus.Held };

        Show(held).Find("button").Click();

        Assert.Equal([held.Id], _sent);
    }

    [Fact]
    public void One_who_may_not_send_sees_the_reason_and_no_button()
    {
        var line = Show(
            Line with { Kind = MessageKind.Automated, RuleName = "Welcome", Status = MessageStatus.Held, StatusReason = HoldReasons.Paused },
            maySend: false);

        Assert.Equal(HoldReasons.Paused, line.Find(".message-reason").TextContent);
        Assert.Empty(line.FindAll("button"));
    }

    [Fact]
    public void What_a_customer_wrote_is_text_and_never_markup()
    {
        var line = Show(Line with { Body = "<script>alert(1)</script><b>bold</b>" });

        Assert.Empty(line.FindAll("script, b"));
        Assert.Contains("<script>alert(1)</script>", line.Find("div").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_did_not_change_is_not_drawn_again()
    {
        var line = Show(Line);
        var drawn = line.RenderCount;

        line.Render(parameters => parameters.Add(static each => each.Message, Line with { }));
        Assert.Equal(drawn, line.RenderCount);

        line.Render(parameters => parameters.Add(static each => each.Message, Line with { Body = "Is there a lift?" }));
        Assert.Equal(drawn + 1, line.RenderCount);
    }

    private static MemberContext ContextOf()
    {
        var workspace = Workspace.Create(
            new WorkspaceId(Guid.NewGuid()), "Riverside Physio", "riverside", new Locale("Europe/Oslo", "NOK", "NO"), At);
        return new MemberContext(
            new Caller.Member(workspace.Id, new MemberId(Guid.NewGuid()), "Mia Kvam", IsOwner: true, Rights.None), workspace, []);
    }

    private static string Meta(IRenderedComponent<ThreadMessageView> line) => line.Find(".message-meta").TextContent.Trim();

    private IRenderedComponent<ThreadMessageView> Show(ThreadMessage message, string? author = null, bool maySend = true) =>
        Render<ThreadMessageView>(parameters => parameters
            .AddCascadingValue(Member)
            .Add(static each => each.Message, message)
            .Add(static each => each.Author, author)
            .Add(static each => each.MaySend, maySend)
            .Add(static each => each.OnSendNow, _sent.Add));
}
