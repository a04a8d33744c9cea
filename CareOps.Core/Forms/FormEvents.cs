using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Forms;

/// <summary>A customer was asked to fill in a form.</summary>
[EventName("form.sent")]
public sealed record FormSent(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>The first answer was saved.</summary>
[EventName("form.started")]
public sealed record FormStarted(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>A form came back, in time or late.</summary>
[EventName("form.submitted")]
public sealed record FormSubmitted(Guid SubmissionId, Guid ContactId, Guid? BookingId, bool IsLate) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>A form was not filled in by its due moment.</summary>
[EventName("form.overdue")]
public sealed record FormOverdue(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>The forms of a booking were assigned to its customer, who is to hear of them.</summary>
[EventName("forms.asked")]
public sealed record FormsAsked(Guid BookingId, Guid ContactId) : IDomainEvent
{
    public Guid SubjectId => BookingId;
}

/// <summary>A form is due at another time.</summary>
[EventName("form.due_changed")]
public sealed record FormDueChanged(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>Nobody needs the form any more.</summary>
[EventName("form.withdrawn")]
public sealed record FormWithdrawn(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>A form that was withdrawn is needed after all.</summary>
[EventName("form.asked_again")]
public sealed record FormAskedAgain(Guid SubmissionId, Guid ContactId, Guid? BookingId) : IDomainEvent
{
    public Guid SubjectId => SubmissionId;
}

/// <summary>
/// The moment at which a form is due. Raised for later; one that was set for another moment finds that it isn't meant. It is its own
/// subject, so that it holds up no other event of the form.
/// </summary>
[EventName("form.due")]
public sealed record FormDue(Guid AlarmId, Guid SubmissionId, Instant DueAt) : IDomainEvent
{
    public Guid SubjectId => AlarmId;
}
