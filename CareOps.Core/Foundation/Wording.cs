using System.Globalization;

using NodaTime;

namespace CareOps.Core.Foundation;

/// <summary>
/// Dates, times and amounts as customers read them in a language, in the business's wall time. The names stand here and not in the
/// operating system's data, so that a message reads the same from every server.
/// </summary>
public sealed class Wording
{
    private static readonly string[] GermanDays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly string[] ShortGermanMonths =
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

    private static readonly NumberFormatInfo GermanNumbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private static readonly Wording English = new(Language.English);

    private static readonly Wording German = new(Language.German);

    private Wording(Language language)
    {
        Language = language;
    }

    public Language Language { get; }

    public static Wording Of(Language language) => language == Language.German ? German : English;

    /// <summary>"Thu 26 Nov, 09:30"; "Do., 26. Nov., 09:30 Uhr".</summary>
    public string Moment(LocalDateTime local) =>
        Language == Language.German ? $"{Day(local.Date)}, {Time(local.TimeOfDay)}" : Say.Moment(local);

    public string Moment(Instant moment, DateTimeZone zone) => Moment(moment.InZone(zone).LocalDateTime);

    /// <summary>"Thu 26 Nov"; "Do., 26. Nov.".</summary>
    public string Day(LocalDate date) => Language == Language.German
        ? string.Create(CultureInfo.InvariantCulture, $"{DayName(date)[..2]}., {date.Day}. {ShortGermanMonths[date.Month - 1]}")
        : Say.Day(date);

    /// <summary>"Thursday, 26 November 2026"; "Donnerstag, 26. November 2026".</summary>
    public string LongDay(LocalDate date) => Language == Language.German
        ? string.Create(CultureInfo.InvariantCulture, $"{DayName(date)}, {date.Day}. {GermanMonths[date.Month - 1]} {date.Year}")
        : Say.LongDay(date);

    /// <summary>"09:30"; "09:30 Uhr".</summary>
    public string Time(LocalTime time) => Language == Language.German ? $"{Say.Time(time)} Uhr" : Say.Time(time);

    /// <summary>"1 h 30 min"; "1 Std. 30 Min.".</summary>
    public string Minutes(int minutes) => Language == Language.German
        ? Say.Minutes(minutes)
            .Replace(" min", " Min.", StringComparison.Ordinal)
            .Replace(" h", " Std.", StringComparison.Ordinal)
            .Replace(" days", " Tage", StringComparison.Ordinal)
            .Replace(" day", " Tag", StringComparison.Ordinal)
        : Say.Minutes(minutes);

    /// <summary>"1,490 NOK"; "1.490 NOK", "49,50 EUR".</summary>
    public string Price(Money money)
    {
        if (Language == Language.English)
        {
            return money.ToString();
        }

        var decimals = money.Major == decimal.Truncate(money.Major) ? 0 : Money.Decimals(money.Currency);
        return $"{money.Major.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), GermanNumbers)} {money.Currency}";
    }

    private static string DayName(LocalDate date) => GermanDays[(int)date.DayOfWeek - 1];
}
