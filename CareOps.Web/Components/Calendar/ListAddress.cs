using System.Text;

using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Web.Components.Calendar;

/// <summary>Which bookings the list begins with.</summary>
public enum ListScope
{
    Upcoming,
    Today,
    ToConfirm,
    Past,
}

/// <summary>What the list's address says.</summary>
/// <param name="Root">The list's path.</param>
/// <param name="Scope">Which stretch of time.</param>
public sealed record ListAddress(string Root, ListScope Scope)
{
    public string? Search { get; init; }

    public MemberId? Member { get; init; }

    public Guid? Service { get; init; }

    public BookingStatus? Status { get; init; }

    public bool IsNarrowed => Search is not null || Member is not null || Service is not null || Status is not null;

    public string Url
    {
        get
        {
            var url = new StringBuilder(Root).Append("?show=").Append(Word(Scope));
            if (Search is { } search)
            {
                url.Append("&q=").Append(Uri.EscapeDataString(search));
            }

            if (Member is { } member)
            {
                url.Append("&member=").Append(member.Value);
            }

            if (Service is { } service)
            {
                url.Append("&service=").Append(service);
            }

            return (Status is { } status ? url.Append("&status=").Append(status) : url).ToString();
        }
    }

    public static ListScope ScopeOf(string? word) => word switch
    {
        "today" => ListScope.Today,
        "confirm" => ListScope.ToConfirm,
        "past" => ListScope.Past,
        _ => ListScope.Upcoming,
    };

    public string BookingUrl(Guid bookingId) => $"{Url}&booking={bookingId}";

    /// <summary>What is asked of the database.</summary>
    public BookingFilter FilterAt(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        var midnight = today.AtStartOfDayInZone(zone).ToInstant();
        var filter = new BookingFilter { Search = Search, Member = Member, Service = Service, Status = Status };
        return Scope switch
        {
            ListScope.Today => filter with { From = midnight, Until = today.PlusDays(1).AtStartOfDayInZone(zone).ToInstant() },
            ListScope.ToConfirm => filter with { Status = BookingStatus.Pending },
            ListScope.Past => filter with { Until = now, NewestFirst = true },
            _ => filter with { From = midnight },
        };
    }

    private static string Word(ListScope scope) => scope switch
    {
        ListScope.Today => "today",
        ListScope.ToConfirm => "confirm",
        ListScope.Past => "past",
        _ => "upcoming",
    };
}
