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

    public string Subject { get; private set; } = string.Empty;

    public string Body { get; private set; } = string.Empty;

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Rule), Id);

    public static Rule Create(CareOpsDb db, RuleTrigger trigger, string name, string subject, string body) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Trigger = trigger,
        Name = name,
        IsEnabled = true,
        Subject = subject,
        Body = body,
        CreatedAt = db.Now,
    };

    public void Enable(bool enabled) => IsEnabled = enabled;
}

/// <summary>The event a rule waits for, and with it what the rule does.</summary>
public enum RuleTrigger
{
    /// <summary>Someone became a contact, not by a booking → welcome.</summary>
    ContactCreated,

    /// <summary>A booking was made → confirmation.</summary>
    BookingCreated,

    /// <summary>A booking was made that a member has to confirm → request received.</summary>
    BookingRequested,

    /// <summary>A member confirmed a request → confirmation.</summary>
    BookingConfirmed,

    /// <summary>A booking was moved → the new time.</summary>
    BookingRescheduled,

    /// <summary>A booking was cancelled or declined → the customer is told.</summary>
    BookingCancelled,

    /// <summary>A time became free for someone on the waitlist → the offer.</summary>
    WaitlistTimeOffered,
}
