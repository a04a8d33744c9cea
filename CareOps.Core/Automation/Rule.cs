using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Automation;

/// <summary>What is to happen when something happens: one sentence, no hidden logic.</summary>
public sealed class Rule : ILive
{
    public const int MaxNameLength = 80;
    public const int MaxSubjectLength = 200;
    public const int MaxBodyLength = 4000;
    public const int MaxOffsetMinutes = 60 * 24 * 60;
    public const int MaxAudience = 50;
    public const int MaxTimingLength = 200;
    public const int MaxServicesLength = MaxAudience * 37;
    public const int MaxTagsLength = MaxAudience * 41;

    /// <summary>How late a new rule may still act, in minutes: half a day.</summary>
    public const int DefaultLatestMinutes = 12 * 60;

    private Rule()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public RuleTrigger Trigger { get; private set; }

    /// <summary>What its messages are called in the thread: "Booking confirmation".</summary>
    public string Name { get; private set; } = string.Empty;

    public bool IsEnabled { get; private set; }

    public bool SendsWhilePaused { get; private set; }

    /// <summary>Whether its alert also goes to the owners as mail.</summary>
    public bool EmailsOwners { get; private set; }

    public ChannelOrder Channels { get; private set; }

    /// <summary>How late, in minutes, it may still act where CareOps could not at its moment.</summary>
    public int LatestMinutes { get; private set; }

    /// <summary>The offsets in minutes, greatest first, with spaces between them.</summary>
    public string Timing { get; private set; } = string.Empty;

    /// <summary>The ids of the services it is for, with spaces between them; empty for all.</summary>
    public string ForServices { get; private set; } = string.Empty;

    /// <summary>The keys of the tags it is for, a line each; empty for everybody.</summary>
    public string ForTags { get; private set; } = string.Empty;

    public string Subject { get; private set; } = string.Empty;

    public string Body { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Rule), Id);

    public RuleKind Kind => RuleKind.Of(Trigger);

    /// <summary>How many minutes before or after its event it acts, greatest first; none where it acts at once.</summary>
    public IReadOnlyList<int> Offsets => [.. Parts(Timing, ' ').Select(static part => int.Parse(part, CultureInfo.InvariantCulture))];

    public IReadOnlyList<Guid> Services => [.. Parts(ForServices, ' ').Select(static part => Guid.Parse(part))];

    public IReadOnlyList<string> Tags => Parts(ForTags, '\n');

    public static Rule Create(CareOpsDb db, RuleTrigger trigger, string name, string subject, string body) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Trigger = trigger,
        Name = name,
        IsEnabled = true,
        LatestMinutes = DefaultLatestMinutes,
        Timing = string.Join(' ', RuleKind.Of(trigger).Offsets),
        Subject = subject,
        Body = body,
        CreatedAt = db.Now,
    };

    /// <summary>Another one with the same event and the same words, off until it is told whom it is for.</summary>
    public Rule Copy(CareOpsDb db, string name)
    {
        var copy = Create(db, Trigger, name, Subject, Body);
        copy.Change(DraftOf(this) with { Name = name });
        copy.Enable(false);
        return copy;
    }

    public void Enable(bool enabled) => IsEnabled = enabled;

    public void Change(RuleDraft draft)
    {
        Name = draft.Name;
        Channels = draft.Channels;
        Timing = string.Join(' ', draft.Offsets.Distinct().OrderDescending());
        LatestMinutes = draft.LatestMinutes;
        SendsWhilePaused = draft.SendsWhilePaused;
        EmailsOwners = draft.EmailsOwners && Kind.TellsOwners;
        ForServices = string.Join(' ', draft.Services.Distinct().Order());
        ForTags = string.Join('\n', draft.Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>As it would be with a draft: to look at, never to be stored.</summary>
    public Rule With(RuleDraft draft)
    {
        var changed = (Rule)MemberwiseClone();
        changed.Change(draft);
        changed.Enable(draft.IsEnabled ?? IsEnabled);
        return changed;
    }

    public static RuleDraft DraftOf(Rule rule) => new(
        rule.Name, rule.Channels, rule.Offsets, rule.LatestMinutes, rule.SendsWhilePaused, rule.Services, rule.Tags)
    {
        EmailsOwners = rule.EmailsOwners,
    };

    /// <summary>What one of its messages is called in a reason: “Reminder”, 24 h before,</summary>
    public string Label(int offset) => Kind.Timing switch
    {
        RuleTiming.Before => $"“{Name}”, {RuleWords.Span(offset)} before,",
        RuleTiming.Reminding => $"“{Name}”, {RuleWords.Moment(offset)},",
        _ => $"“{Name}”",
    };

    private static string[] Parts(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What an owner can say of a rule.</summary>
/// <param name="Name">What its messages are called.</param>
/// <param name="Channels">By which way they go.</param>
/// <param name="Offsets">Minutes before or after the event, as <see cref="RuleTiming"/> says; none where the rule acts at once.</param>
/// <param name="LatestMinutes">How late it may still act.</param>
/// <param name="SendsWhilePaused">Whether it also writes while automation is paused.</param>
/// <param name="Services">Whom it is for: bookings of these services; empty for all.</param>
/// <param name="Tags">Whom it is for: contacts with one of these tags (their keys); empty for everybody.</param>
public sealed record RuleDraft(
    string Name,
    ChannelOrder Channels,
    IReadOnlyList<int> Offsets,
    int LatestMinutes,
    bool SendsWhilePaused,
    IReadOnlyList<Guid> Services,
    IReadOnlyList<string> Tags)
{
    /// <summary>Whether its alert also goes to the owners as mail.</summary>
    public bool EmailsOwners { get; init; }

    /// <summary>Another switch, for trying; null leaves it as it is.</summary>
    public bool? IsEnabled { get; init; }
}

/// <summary>By which ways a rule writes: of those, the first that reaches the contact.</summary>
public enum ChannelOrder
{
    EmailElseSms,
    SmsElseEmail,
    EmailOnly,
    SmsOnly,
}
