using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A form goes with a service: whoever books it is asked to fill it in.</summary>
public sealed class ServiceForm : IWorkspaceOwned
{
    public const int MaxMonths = 120;
    public const int MaxDueHours = 24 * 60;

    private ServiceForm()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid TemplateId { get; private set; }

    public FormRepeat Repeat { get; private set; }

    /// <summary>How long a completed one counts; set for <see cref="FormRepeat.AfterMonths"/> only.</summary>
    public int? Months { get; private set; }

    /// <summary>How many hours before the booking it is due.</summary>
    public int DueHours { get; private set; }

    public static ServiceForm Of(CareOpsDb db, Guid serviceId, Guid templateId) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
        TemplateId = templateId,
    };

    public void Become(FormRepeat repeat, int? months, int dueHours) =>
        (Repeat, Months, DueHours) = (repeat, repeat == FormRepeat.AfterMonths ? months : null, dueHours);

    /// <summary>When it is due: so many hours before the booking; at its start, where that has passed.</summary>
    public Instant DueFor(Instant start, Instant now)
    {
        var due = start - Duration.FromHours(DueHours);
        return due > now ? due : start;
    }

    /// <summary>Whether one that came back at <paramref name="submittedAt"/> still counts for a booking.</summary>
    public bool StillCounts(Instant submittedAt, Instant start, DateTimeZone zone) => Repeat switch
    {
        FormRepeat.OncePerContact => true,
        FormRepeat.AfterMonths => submittedAt.InZone(zone).Date.PlusMonths(Months ?? 0) >= start.InZone(zone).Date,
        _ => false,
    };
}

/// <summary>How often a contact fills in a form.</summary>
public enum FormRepeat
{
    EveryTime,
    OncePerContact,

    /// <summary>Again when the last one is older than so many months.</summary>
    AfterMonths,
}

/// <summary>What it means for a booking of this service that its forms are not filled in. Without a row: nothing.</summary>
public sealed class FormGate : IWorkspaceOwned
{
    private FormGate()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid ServiceId { get; private set; }

    public FormGateMode Mode { get; private set; }

    public static FormGate Of(CareOpsDb db, Guid serviceId) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        ServiceId = serviceId,
    };

    public void Become(FormGateMode mode) => Mode = mode;
}

public enum FormGateMode
{
    Off,

    /// <summary>Completing a booking asks first.</summary>
    Warn,

    /// <summary>A booking can't be completed without its forms.</summary>
    Block,
}
