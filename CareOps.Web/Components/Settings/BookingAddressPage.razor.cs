using System.Net;

using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>How customers get to the booking page: its address, a code to print, and code for the business's own website.</summary>
public sealed partial class BookingAddressPage
{
    private const string Inline = "inline";
    private const string Button = "button";
    private const string AnyService = "";
    private const string DefaultLabel = "Book an appointment";

    private static readonly IReadOnlyList<Choice> Modes = [new(Inline, "In the page"), new(Button, "Behind a button")];

    private Workspace? _business;
    private IReadOnlyList<Service> _services = [];
    private IReadOnlyList<Choice> _choices = [];
    private string _address = string.Empty;
    private string _script = string.Empty;
    private QrCode _code = null!;
    private string? _mode = Inline;
    private string? _service = AnyService;
    private string? _label = DefaultLabel;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    [Inject]
    private SlotQueries Slots { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    // The page as it would stand in a website, with this server's own script: the public address may be another one.
    private string Preview =>
        $"<!DOCTYPE html><html lang=\"en\"><meta name=\"color-scheme\" content=\"light dark\"><title>Preview</title><body>{Snippet("/embed.js")}</body></html>";

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Workspace) or nameof(Service);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var business = await Workspaces.CurrentAsync(Member.Caller, cancellationToken);
        _services = await Slots.ServicesAsync(Member.Caller, cancellationToken);
        _choices = [new(AnyService, "The choice of services"), .. _services.Select(static service => new Choice(service.Slug, service.Name))];
        var address = Address.BookingPage(business.Slug);
        if (address != _address)
        {
            (_address, _code) = (address, QrCode.Of(address));
        }

        _script = Address.EmbedScript;
        _business = business;
    }

    private static string Bare(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + "://".Length)..];

    private string AddressOf(Service service) => Address.BookingPage(_business!.Slug, service.Slug);

    private string Snippet(string script)
    {
        var attributes = new List<string> { $"src=\"{script}\"", $"data-careops=\"{_business!.Slug}\"" };
        if (_service is { Length: > 0 } service)
        {
            attributes.Add($"data-service=\"{service}\"");
        }

        attributes.Add($"data-mode=\"{_mode}\"");
        if (_mode == Button && !string.IsNullOrWhiteSpace(_label))
        {
            attributes.Add($"data-label=\"{WebUtility.HtmlEncode(_label.Trim())}\"");
        }

        return $"<script {string.Join(' ', attributes)} async></script>";
    }
}
