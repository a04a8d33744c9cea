using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>The addresses between which a time is chosen. Each keeps with whom, and the hold that the visitor's script may have made.</summary>
/// <param name="Path">The page.</param>
/// <param name="With">With whom, as the address says it; null where it need not.</param>
/// <param name="Hold">What keeps a time for this visitor.</param>
public sealed record SlotLinks(string Path, string? With, Guid? Hold)
{
    /// <summary>What an address says for whoever is free, where it has to.</summary>
    public const string Anyone = "any";

    /// <summary>The next free day.</summary>
    public string Next => Of(null, null);

    public string To(LocalDate day) => Of("day", SlotAddress.Of(day));

    public string To(YearMonth month) => Of("month", SlotAddress.Of(month));

    public string To(Slot slot) => Of("start", SlotAddress.Of(slot.Local));

    /// <summary>The same day or month with somebody else; the next free day where neither was asked for.</summary>
    public string To(Person? member, SlotCalendar calendar)
    {
        var links = this with { With = member is null ? Anyone : member.Id.Value.ToString() };
        return (calendar.AskedDay, calendar.AskedMonth) switch
        {
            ({ } day, _) => links.To(day),
            (_, { } month) => links.To(month),
            _ => links.Next,
        };
    }

    // Dates, times and ids: nothing in them has to be escaped, and people read addresses.
    private string Of(string? name, string? value)
    {
        (string? Name, string? Value)[] all = [(name, value), ("with", With), ("hold", Hold?.ToString())];
        var said = string.Join('&', all.Where(static one => one.Value is not null).Select(static one => $"{one.Name}={one.Value}"));
        return said.Length == 0 ? Path : $"{Path}?{said}";
    }
}
