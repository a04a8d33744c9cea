using System.Globalization;

using CareOps.Core.Bookings;

using NodaTime;

namespace CareOps.Web.Components.Onboarding;

/// <summary>A week of hours in one line: "Mon–Thu 08:00–12:00 and 13:00–17:00, Fri 08:00–13:00".</summary>
internal static class HoursWords
{
    public static string Of(IReadOnlyList<OpenInterval> week)
    {
        var days = week.GroupBy(static interval => interval.Day).OrderBy(static day => day.Key)
            .Select(static day => (Day: day.Key, Text: string.Join(" and ", day.OrderBy(static interval => interval.StartMinute).Select(Text)))).ToList();
        if (days.Count == 0)
        {
            return "No hours yet";
        }

        var parts = new List<string>();
        for (var first = 0; first < days.Count;)
        {
            var last = first;
            while (last + 1 < days.Count && days[last + 1].Text == days[first].Text && days[last + 1].Day == days[last].Day + 1)
            {
                last++;
            }

            var span = first == last ? Name(days[first].Day) : $"{Name(days[first].Day)}–{Name(days[last].Day)}";
            parts.Add($"{span} {days[first].Text}");
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    private static string Name(IsoDayOfWeek day) => day.ToString()[..3];

    private static string Text(OpenInterval interval) => $"{Clock(interval.StartMinute)}–{Clock(interval.EndMinute)}";

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60 % 24:00}:{minute % 60:00}");
}
