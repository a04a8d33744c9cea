namespace CareOps.Core.Workspaces;

/// <summary>Where customers reach this server (<c>CareOps:PublicUrl</c>, or where it listens): the start of every link in a message.</summary>
public sealed class PublicAddress
{
    private string _root = "http://localhost:5080";

    /// <summary>Without a slash at the end.</summary>
    public string Root
    {
        get => _root;
        set => _root = value.TrimEnd('/');
    }

    public string BookingPage(string workspaceSlug) => $"{Root}/book/{workspaceSlug}";

    public string BookingPage(string workspaceSlug, string serviceSlug) => $"{Root}/book/{workspaceSlug}/{serviceSlug}";

    public string CalendarFeed(LinkToken token) => $"{Root}/calendar/{token}.ics";

    /// <summary>What other sites load to show the booking page.</summary>
    public string EmbedScript => $"{Root}/embed.js";

    public string ContactPage(string workspaceSlug) => $"{Root}/contact/{workspaceSlug}";

    public string ManageBooking(LinkToken token) => $"{Root}/booking/{token}";

    public string Form(LinkToken token) => $"{Root}/form/{token}";

    public string Invitation(LinkToken token) => $"{Root}/account/invitation/{token}";

    public string ResetPassword(LinkToken token) => $"{Root}/account/reset/{token}";

    public string ConfirmEmail(LinkToken token) => $"{Root}/account/confirm/{token}";

    public string Unsubscribe(string token) => $"{Root}/unsubscribe/{token}";

    public string Waitlist(LinkToken token) => $"{Root}/waitlist/{token}";

    /// <summary>A business's logo, without the start of the address. Another logo has another address, so it may be kept for ever.</summary>
    public static string Logo(string workspaceSlug, Guid fileId) => $"/logo/{workspaceSlug}/{fileId:N}";

    /// <summary>Where a provider tells what became of messages, and hands over those it received.</summary>
    public string Webhook(string provider, Guid connectionId) => $"{Root}/webhooks/{provider}/{connectionId}";
}
