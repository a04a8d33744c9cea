using CareOps.Core.Foundation;

namespace CareOps.Core.Automation;

public static class RuleErrors
{
    public static readonly Error NotFound = Error.NotFound("rule");

    public static readonly Error ServiceNotFound =
        new("rule.service", "One of these services doesn't exist any more. Choose again.", ErrorKind.NotFound, nameof(RuleDraft.Services));

    public static readonly Error IsTheOnlyOne = new(
        "rule.only_one", "This is the only rule for its event. Switch it off instead: then nothing is sent, and each time the log says why.", ErrorKind.Conflict);

    public static readonly Error HasHistory = new(
        "rule.has_history", "This rule has already looked at something, and its log is kept. Switch it off instead.", ErrorKind.Conflict);
}
