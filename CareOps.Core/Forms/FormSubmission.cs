using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>
/// A form that a customer was asked to fill in, and what became of it. Pending → InProgress → Completed; Overdue from its due moment
/// until it is completed, which it still can be; Withdrawn where nobody needs it any more.
/// </summary>
public sealed class FormSubmission : ILive
{
    private FormSubmission()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid TemplateId { get; private set; }

    /// <summary>The version that is answered: the newest one until the first answer, from then on that one for good.</summary>
    public Guid VersionId { get; private set; }

    public Guid ContactId { get; private set; }

    /// <summary>The booking it is for; null where a member sent it by itself.</summary>
    public Guid? BookingId { get; private set; }

    public FormStatus Status { get; private set; }

    /// <summary>What lists are ordered by within a status: when it is due, or was sent, or came back.</summary>
    public Instant SortAt { get; private set; }

    public Instant SentAt { get; private set; }

    public Instant? DueAt { get; private set; }

    /// <summary>When a browser first showed it. Mail programs that only look at the address don't count.</summary>
    public Instant? OpenedAt { get; private set; }

    /// <summary>When the first answer was saved.</summary>
    public Instant? StartedAt { get; private set; }

    public Instant? SubmittedAt { get; private set; }

    public Instant? WithdrawnAt { get; private set; }

    /// <summary>When the customer was last reminded.</summary>
    public Instant? RemindedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(FormSubmission), Id);

    public bool IsOpen => Status is FormStatus.Overdue or FormStatus.InProgress or FormStatus.Pending;

    /// <summary>It came back after it was due.</summary>
    public bool IsLate => SubmittedAt > DueAt;

    public static FormSubmission Create(CareOpsDb db, FormVersion version, Guid contactId, Guid? bookingId, Instant? dueAt)
    {
        var submission = new FormSubmission
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            TemplateId = version.TemplateId,
            VersionId = version.Id,
            ContactId = contactId,
            BookingId = bookingId,
            SentAt = db.Now,
            DueAt = dueAt,
        };
        submission.Settle(db.Now);
        submission.SetAlarm(db);
        db.Raise(new FormSent(submission.Id, contactId, bookingId));
        return submission;
    }

    /// <summary>
    /// What came by the contact form: nobody was asked for it, and it is complete as it comes. That someone wrote is told by
    /// their message.
    /// </summary>
    public static FormSubmission Received(CareOpsDb db, FormVersion version, Guid contactId)
    {
        var submission = new FormSubmission
        {
            Id = db.NewId(),
            WorkspaceId = db.Workspace,
            TemplateId = version.TemplateId,
            VersionId = version.Id,
            ContactId = contactId,
            SentAt = db.Now,
            OpenedAt = db.Now,
            StartedAt = db.Now,
            SubmittedAt = db.Now,
        };
        submission.Settle(db.Now);
        return submission;
    }

    public void Open(Instant now) => OpenedAt ??= now;

    /// <summary>The first answer is saved, for this version.</summary>
    public void Start(CareOpsDb db, Guid versionId)
    {
        if (StartedAt is not null)
        {
            return;
        }

        (VersionId, StartedAt) = (versionId, db.Now);
        Open(db.Now);
        Settle(db.Now);
        db.Raise(new FormStarted(Id, ContactId, BookingId));
    }

    public void Submit(CareOpsDb db)
    {
        SubmittedAt = db.Now;
        Settle(db.Now);
        db.Raise(new FormSubmitted(Id, ContactId, BookingId, IsLate));
    }

    /// <summary>It is due at another time. What was overdue may not be any more.</summary>
    public void Postpone(CareOpsDb db, Instant? dueAt)
    {
        if (!IsOpen || DueAt == dueAt)
        {
            return;
        }

        DueAt = dueAt;
        Settle(db.Now);
        SetAlarm(db);
        db.Raise(new FormDueChanged(Id, ContactId, BookingId));
    }

    /// <summary>Its due moment has come.</summary>
    /// <returns>Whether it is overdue now, and was not before.</returns>
    public bool FallDue(CareOpsDb db)
    {
        var before = Status;
        Settle(db.Now);
        if (Status != FormStatus.Overdue || before == FormStatus.Overdue)
        {
            return false;
        }

        db.Raise(new FormOverdue(Id, ContactId, BookingId));
        return true;
    }

    public void Remind(Instant now) => RemindedAt = now;

    /// <summary>Nobody needs it any more. Its links are to be revoked in the same transaction.</summary>
    public void Withdraw(CareOpsDb db)
    {
        if (IsOpen)
        {
            WithdrawnAt = db.Now;
            Settle(db.Now);
            db.Raise(new FormWithdrawn(Id, ContactId, BookingId));
        }
    }

    /// <summary>It is needed after all.</summary>
    public void AskAgain(CareOpsDb db)
    {
        if (Status == FormStatus.Withdrawn)
        {
            WithdrawnAt = null;
            Settle(db.Now);
            SetAlarm(db);
            db.Raise(new FormAskedAgain(Id, ContactId, BookingId));
        }
    }

    // The one place where a status comes from: what happened, and what time it is.
    private void Settle(Instant now)
    {
        Status = this switch
        {
            { SubmittedAt: not null } => FormStatus.Completed,
            { WithdrawnAt: not null } => FormStatus.Withdrawn,
            { DueAt: { } due } when due <= now => FormStatus.Overdue,
            { StartedAt: not null } => FormStatus.InProgress,
            _ => FormStatus.Pending,
        };
        SortAt = SubmittedAt ?? WithdrawnAt ?? DueAt ?? SentAt;
    }

    private void SetAlarm(CareOpsDb db)
    {
        if (DueAt is { } due && due > db.Now)
        {
            db.Raise(new FormDue(db.NewId(), Id, due), due);
        }
    }
}

/// <summary>In the order in which lists show them: what needs someone first.</summary>
public enum FormStatus
{
    Overdue,
    InProgress,
    Pending,
    Completed,
    Withdrawn,
}

/// <summary>What was answered to one question. There is no row where nothing was.</summary>
public sealed class FormAnswer : IWorkspaceOwned
{
    private FormAnswer()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid QuestionId { get; private set; }

    public string Value { get; private set; } = string.Empty;

    public Instant ChangedAt { get; private set; }

    /// <summary>Of a signature: when the form was submitted with it.</summary>
    public Instant? SignedAt { get; private set; }

    /// <summary>Of a signature: SHA-256 of what was signed, that is the version's text and every other answer, in hexadecimal.</summary>
    public string? SignedHash { get; private set; }

    public static FormAnswer Of(CareOpsDb db, Guid submissionId, Guid questionId, string value) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        SubmissionId = submissionId,
        QuestionId = questionId,
        Value = value,
        ChangedAt = db.Now,
    };

    public void Become(string value, Instant now) => (Value, ChangedAt) = (value, now);

    public void Sign(string hash, Instant now) => (SignedHash, SignedAt) = (hash, now);
}
