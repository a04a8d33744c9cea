using CareOps.Core.Automation;
using CareOps.Web.Components.Shared;

namespace CareOps.Web.Components.Automation;

/// <summary>How the outcome of a run looks and what it is called, the same on every screen.</summary>
public static class RunLook
{
    public static StatusLook Of(RunStatus status) => status switch
    {
        RunStatus.Scheduled => new("info", "clock", "Scheduled"),
        RunStatus.Sent => new("ok", "check", "Sent"),
        RunStatus.Held => new("warn", "pause", "Held"),
        RunStatus.Skipped => new("kept", "slash", "Skipped"),
        RunStatus.Failed => new("bad", "warn", "Failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
