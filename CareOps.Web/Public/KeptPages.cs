using System.Collections.Concurrent;
using System.Globalization;

using Microsoft.AspNetCore.Mvc;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>
/// Public pages as they were last drawn. Drawing one costs more than all that decides what is on it, and most visitors of a business
/// see the same. What decides is read for each of them as before, free times included; a page is taken from here only where all of it
/// is what it was: the business with its services, members and hours, which are one number of its row, and whatever else is shown.
/// So nodes need not tell each other, and nobody is shown a time that is gone.
/// </summary>
public sealed class KeptPages(IClock clock)
{
    // A dozen kilobytes each. Beyond that all are drawn again: simpler than choosing which to let go, and harmless.
    private const int Most = 1_000;

    // Should a page come to show something that changes without the business's number, it is no older than this.
    private static readonly Duration Longest = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Business, string Address), Kept> _kept = new();

    /// <param name="page">Whose business was just read.</param>
    /// <param name="address">What was asked for, in one spelling; together with the business it leads to one page.</param>
    /// <param name="shown">What else decides what is on it, to be compared; null for nothing.</param>
    /// <returns>The answer: the page as it was kept, or one that is kept when it was drawn.</returns>
    internal ActionResult Answer(PublicPage page, string address, object? shown)
    {
        var business = page.Business;
        var key = (business.Id.Value, $"{CultureInfo.CurrentUICulture.Name} {address}");
        var now = clock.GetCurrentInstant();
        if (_kept.TryGetValue(key, out var kept)
            && kept.ScheduleVersion == business.ScheduleVersion
            && now - kept.DrawnAt < Longest
            && now >= kept.DrawnAt
            && Equals(kept.Shown, shown))
        {
            return new KeptPage.Again(kept.Page, page);
        }

        return new KeptPage.Drawing(page, drawn => Keep(key, new Kept(business.ScheduleVersion, now, shown, drawn)));
    }

    private void Keep((Guid Business, string Address) key, Kept page)
    {
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        _kept[key] = page;
    }

    private sealed record Kept(int ScheduleVersion, Instant DrawnAt, object? Shown, KeptPage Page);
}
