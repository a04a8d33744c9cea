using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>The secret link by which a customer reaches their booking: taken back where it is in the wrong hands, and made anew.</summary>
public sealed partial class ManageLink
{
    private string? _address;
    private string? _error;
    private bool _hasLink;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public Booking Booking { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private RevokeBookingLinkHandler Revoke { get; set; } = null!;

    [Inject]
    private RenewBookingLinkHandler Renew { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync() => _hasLink = await Bookings.HasLinkAsync(Member.Caller, Booking.Id, CancellationToken.None);

    private async Task RenewAsync()
    {
        _isBusy = true;
        try
        {
            var made = await Renew.HandleAsync(Member.Caller, new RenewBookingLink(Booking.Id), CancellationToken.None);
            (_address, _error) = (made.Succeeded ? Address.ManageBooking(made.Value) : null, made.Error?.Message);
        }
        catch (DatabaseUnavailableException)
        {
            _error = Attempt.Unavailable.Message;
        }

        _isBusy = false;
        await ReadAsync();
    }

    private async Task RevokeAsync()
    {
        _isBusy = true;
        var error = await Attempt.RunAsync(Revoke.HandleAsync(Member.Caller, new RevokeBookingLink(Booking.Id), CancellationToken.None));
        (_error, _isBusy) = (error?.Message, false);
        _address = error is null ? null : _address;
        await ReadAsync();
    }
}
