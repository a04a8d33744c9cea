using CareOps.Core.Automation;
using CareOps.Web.Components.Settings;

namespace CareOps.Web.Components.Automation;

/// <summary>A rule as it is being typed.</summary>
public sealed class RuleForm
{
    private readonly HashSet<Guid> _services;
    private readonly HashSet<string> _tags;

    public RuleForm(Rule rule)
    {
        Name = rule.Name;
        Channels = rule.Channels.ToString();
        Offsets = [.. rule.Offsets.Select(OffsetInput.Of)];
        Latest = SpanInput.Of(rule.LatestMinutes);
        SendsWhilePaused = rule.SendsWhilePaused;
        EmailsOwners = rule.EmailsOwners;
        _services = [.. rule.Services];
        _tags = new HashSet<string>(rule.Tags, StringComparer.Ordinal);
    }

    public string? Name { get; set; }

    public string? Channels { get; set; }

    public IList<OffsetInput> Offsets { get; }

    public SpanInput Latest { get; }

    public bool SendsWhilePaused { get; set; }

    public bool EmailsOwners { get; set; }

    /// <summary>Whether each moment is a number.</summary>
    public bool HasMoments => Offsets.All(static offset => offset.Span.Minutes >= 0);

    public IReadOnlySet<Guid> Services => _services;

    public IReadOnlySet<string> Tags => _tags;

    public RuleDraft Draft => new(
        Name ?? string.Empty,
        Enum.Parse<ChannelOrder>(Channels!),
        [.. Offsets.Select(static offset => offset.Minutes)],
        Latest.Minutes,
        SendsWhilePaused,
        [.. _services],
        [.. _tags])
    {
        EmailsOwners = EmailsOwners,
    };

    public void Choose(Guid service, bool isChosen) => _ = isChosen ? _services.Add(service) : _services.Remove(service);

    public void Choose(string tag, bool isChosen) => _ = isChosen ? _tags.Add(tag) : _tags.Remove(tag);
}

/// <summary>One moment of a rule as it is being typed.</summary>
public sealed class OffsetInput
{
    private const string After = "after";

    public SpanInput Span { get; private init; } = new();

    /// <summary>"after" what was sent, or "before" the booking: as a select holds it.</summary>
    public string Side { get; set; } = "before";

    /// <summary>As <see cref="RuleTiming"/> counts it; less than any moment can be where that is no number.</summary>
    public int Minutes
    {
        get
        {
            var minutes = Span.Minutes < 0 ? int.MinValue : Span.Minutes;
            return Side == After && minutes > 0 ? -minutes : minutes;
        }
    }

    public static OffsetInput Of(int minutes) => new() { Span = SpanInput.Of(Math.Abs(minutes)), Side = minutes < 0 ? After : "before" };
}
