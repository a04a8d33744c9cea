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
        Offsets = [.. rule.Offsets.Select(SpanInput.Of)];
        Latest = SpanInput.Of(rule.LatestMinutes);
        SendsWhilePaused = rule.SendsWhilePaused;
        _services = [.. rule.Services];
        _tags = new HashSet<string>(rule.Tags, StringComparer.Ordinal);
    }

    public string? Name { get; set; }

    public string? Channels { get; set; }

    public IList<SpanInput> Offsets { get; }

    public SpanInput Latest { get; }

    public bool SendsWhilePaused { get; set; }

    public IReadOnlySet<Guid> Services => _services;

    public IReadOnlySet<string> Tags => _tags;

    public RuleDraft Draft => new(
        Name ?? string.Empty,
        Enum.Parse<ChannelOrder>(Channels!),
        [.. Offsets.Select(static span => span.Minutes)],
        Latest.Minutes,
        SendsWhilePaused,
        [.. _services],
        [.. _tags]);

    public void Choose(Guid service, bool isChosen) => _ = isChosen ? _services.Add(service) : _services.Remove(service);

    public void Choose(string tag, bool isChosen) => _ = isChosen ? _tags.Add(tag) : _tags.Remove(tag);
}
