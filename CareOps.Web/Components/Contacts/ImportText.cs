using CareOps.Core.Contacts.Import;

namespace CareOps.Web.Components.Contacts;

/// <summary>How imports are spoken of.</summary>
internal static class ImportText
{
    public static string Of(ImportStatus status) => status switch
    {
        ImportStatus.Uploading => "Broken off",
        ImportStatus.Ready => "Not imported yet",
        ImportStatus.Running => "Coming in",
        ImportStatus.Done => "Imported",
        ImportStatus.Cancelled => "Cancelled",
        ImportStatus.Undoing => "Being undone",
        _ => "Undone",
    };

    public static string Of(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Created => "New",
        ImportOutcome.Filled => "Filled",
        ImportOutcome.Left => "Already there",
        ImportOutcome.Duplicate => "Twice in the file",
        ImportOutcome.Undone => "Taken back",
        ImportOutcome.Kept => "Kept",
        _ => "Can't come in",
    };

    /// <summary>How a target is called in the list of choices; fields of the business's own are called by their names.</summary>
    public static string Of(string target) => target switch
    {
        ImportTargets.LeftOut => "Leave out",
        ImportTargets.Name => "Name",
        ImportTargets.FirstName => "First name",
        ImportTargets.LastName => "Last name",
        ImportTargets.Email => "Email",
        ImportTargets.Phone => "Phone",
        ImportTargets.Notes => "Notes",
        ImportTargets.Tags => "Tags",
        ImportTargets.EmailConsent => "Wants email (yes or no)",
        ImportTargets.SmsConsent => "Wants text messages (yes or no)",
        _ => target,
    };

    public static string? ClassOf(ImportStatus status) => status switch
    {
        ImportStatus.Done => "ok",
        ImportStatus.Running or ImportStatus.Undoing => "info",
        ImportStatus.Ready => "warn",
        _ => null,
    };

    public static string ClassOf(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Created => "ok",
        ImportOutcome.Filled or ImportOutcome.Left => "info",
        ImportOutcome.Duplicate or ImportOutcome.Kept => "warn",
        ImportOutcome.Refused => "bad",
        _ => string.Empty,
    };
}
