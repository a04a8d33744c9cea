using CareOps.Core.Automation;
using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Automation;

/// <summary>What the address of the log asks for; the page and its file read it alike. What can't be read is not asked for.</summary>
internal static class LogAddress
{
    public static RunFilter FilterOf(DateTimeZone zone, string? search, string? outcome, string? rule, string? from, string? until) => new()
    {
        Search = Text.Line(search),
        Status = Enum.TryParse<RunStatus>(outcome, out var status) && Enum.IsDefined(status) ? status : null,
        Rule = Guid.TryParse(rule, out var id) ? id : null,
        From = DateOf(from) is { } first ? zone.AtStartOfDay(first).ToInstant() : null,
        Until = DateOf(until) is { } last && last < LocalDate.MaxIsoValue ? zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null,
    };

    private static LocalDate? DateOf(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed && parsed.Value.Year is > 1 and < 9998 ? parsed.Value : null;
}
