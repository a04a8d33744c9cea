using CareOps.Core.Data;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>The secret address of one form to fill in.</summary>
public static class FormLinks
{
    // Late answers are welcome for as long as anybody could still want them.
    private static readonly Duration Valid = Duration.FromDays(180);

    /// <summary>Mints the link inside the transaction that shows or sends it.</summary>
    public static LinkToken Mint(CareOpsDb db, FormSubmission submission) => PublicLinks.Mint(
        db, LinkPurposes.Form, submission.Id, Instant.Max(db.Now, submission.DueAt ?? db.Now) + Valid);

    /// <summary>No address opens it any more.</summary>
    public static Task RevokeAsync(CareOpsDb db, FormSubmission submission, CancellationToken cancellationToken) =>
        PublicLinks.RevokeAsync(db, LinkPurposes.Form, submission.Id, cancellationToken);
}
