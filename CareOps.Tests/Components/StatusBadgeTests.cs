using Bunit;

using CareOps.Core.Bookings;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;
using CareOps.Web.Components.Shared;

namespace CareOps.Tests.Components;

public sealed class StatusBadgeTests : BunitContext
{
    private static readonly string Icons = File.ReadAllText(Repository.Folder("wwwroot-assets/icons/icons.svg"));

    [Theory]
    [InlineData(BookingStatus.Pending, "clock", "Pending")]
    [InlineData(BookingStatus.Confirmed, "check", "Confirmed")]
    [InlineData(BookingStatus.Completed, "check-double", "Completed")]
    [InlineData(BookingStatus.NoShow, "user-x", "No-show")]
    [InlineData(BookingStatus.Cancelled, "slash", "Cancelled")]
    public void A_booking_s_status_is_a_colour_an_icon_and_a_word(BookingStatus status, string icon, string word)
    {
        var badge = Render<StatusBadge>(parameters => parameters.Add(static each => each.Booking, status));

        Assert.Equal(word, badge.Find(".badge").TextContent.Trim());
        Assert.Equal($"/icons/icons.svg#{icon}", badge.Find(".badge use").GetAttribute("href"));
    }

    [Theory]
    [InlineData(MessageStatus.Kept, "outbox", "Kept here, not delivered")]
    [InlineData(MessageStatus.Held, "pause", "Held")]
    [InlineData(MessageStatus.Failed, "warn", "Failed")]
    [InlineData(MessageStatus.Unknown, "question", "Not confirmed")]
    public void A_message_s_status_too(MessageStatus status, string icon, string word)
    {
        var badge = Render<StatusBadge>(parameters => parameters.Add(static each => each.Message, status));

        Assert.Equal(word, badge.Find(".badge").TextContent.Trim());
        Assert.Equal($"/icons/icons.svg#{icon}", badge.Find(".badge use").GetAttribute("href"));
    }

    [Fact]
    public void Every_status_has_a_colour_of_its_own_an_icon_that_exists_and_a_word()
    {
        StatusLook[] bookings = [.. Enum.GetValues<BookingStatus>().Select(StatusLook.Of)];
        StatusLook[] messages = [.. Enum.GetValues<MessageStatus>().Select(StatusLook.Of)];

        Assert.Equal(bookings.Length, bookings.Select(static look => look.Class).Distinct().Count());
        Assert.Equal(bookings.Length, bookings.Select(static look => look.Icon).Distinct().Count());
        Assert.Equal(messages.Length, messages.Select(static look => look.Word).Distinct().Count());
        Assert.All(bookings.Concat(messages), static look => Assert.Contains($"id=\"{look.Icon}\"", Icons, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_shown_of_nothing() => Assert.Equal(string.Empty, Render<StatusBadge>().Markup.Trim());
}
