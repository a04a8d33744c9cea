using System.Globalization;

using CareOps.Core.Foundation;

namespace CareOps.Core.Automation;

/// <summary>Rules in words.</summary>
public static class RuleWords
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>"email, else SMS".</summary>
    public static string Of(ChannelOrder channels) => channels switch
    {
        ChannelOrder.SmsElseEmail => "SMS, else email",
        ChannelOrder.EmailOnly => "email",
        ChannelOrder.SmsOnly => "SMS",
        _ => "email, else SMS",
    };

    /// <summary>"24 h" rather than "1 day": reminders are named by their hours, up to two days.</summary>
    public static string Span(int minutes) =>
        minutes % Hour == 0 && minutes is > 0 and <= 2 * Day
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes / Hour} h")
            : Say.Minutes(minutes);

    /// <summary>"at once", "24 h and 2 h before", "2 h after".</summary>
    public static string Timing(Rule rule) => rule.Kind.Timing switch
    {
        RuleTiming.Before => $"{List([.. rule.Offsets.Select(Span)])} before",
        RuleTiming.After when rule.Offsets is [0] => "at once",
        RuleTiming.After => $"{List([.. rule.Offsets.Select(Span)])} after",
        RuleTiming.AtTarget => "once the target is over",
        RuleTiming.Reminding => Reminding(rule.Offsets),
        RuleTiming.AtDue => "at that moment",
        _ => "at once",
    };

    /// <summary>One moment of a rule that reminds of forms: "24 h after it was sent", "24 h before the booking".</summary>
    public static string Moment(int offset) => offset < 0 ? $"{Span(-offset)} after it was sent" : $"{Span(offset)} before the booking";

    /// <summary>What a rule does that writes to no customer.</summary>
    public static string Alert(Rule rule) =>
        $"raise {(rule.Trigger == RuleTrigger.StockOut ? "a critical alert" : "an alert")}{(rule.EmailsOwners ? " and email the owner" : null)}";

    /// <summary>The whole rule as a sentence.</summary>
    public static string Sentence(Rule rule) => rule.Kind switch
    {
        { Writes: false } => $"{rule.Kind.When}, {Alert(rule)}.",
        { Timing: RuleTiming.Before } => $"{Capital(Timing(rule))} a booking, send {Of(rule.Channels)}: {rule.Name}.",
        _ => $"{rule.Kind.When}, {Timing(rule)}, send {Of(rule.Channels)}: {rule.Name}.",
    };

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    private static string Reminding(IReadOnlyList<int> offsets)
    {
        var after = offsets.Where(static offset => offset < 0).OrderDescending().Select(static offset => Span(-offset)).ToList();
        var before = offsets.Where(static offset => offset > 0).Select(Span).ToList();
        return List([.. new[] { after.Count > 0 ? $"{List(after)} after it was sent" : null, before.Count > 0 ? $"{List(before)} before the booking" : null }
            .OfType<string>()]);
    }

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
