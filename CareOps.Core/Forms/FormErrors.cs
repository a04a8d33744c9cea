using CareOps.Core.Foundation;

namespace CareOps.Core.Forms;

/// <summary>What a customer or member can be refused around forms.</summary>
public static class FormErrors
{
    public static readonly Error NotFound = Error.NotFound("form");

    public static readonly Error Withdrawn = new(
        "form.withdrawn", "This form is no longer needed. The business took it back.", ErrorKind.Gone);

    public static readonly Error AlreadySent = new(
        "form.already_sent",
        "This form was sent before. What you changed after that was not added; tell the business if it matters.",
        ErrorKind.Conflict);

    public static readonly Error QuestionGone = new(
        "form.question_gone", "The form asks for no file here any more.", ErrorKind.Conflict);

    public static readonly Error NoDocument = new(
        "document.gone", "The document is not there any more. Choose it again.", ErrorKind.Conflict, "Document");

    public static readonly Error ContactForm = new(
        "form.contact", "The contact form stands on your contact page. It is not sent to anyone.", ErrorKind.Conflict, "TemplateId");

    public static readonly Error Archived = new(
        "form.archived", "This form is archived. Bring it back first, or choose another one.", ErrorKind.Conflict, "TemplateId");

    public static readonly Error NotOpen = new(
        "form.not_open", "This form is filled in or withdrawn already.", ErrorKind.Conflict);

    public static readonly Error RemindedJustNow = new(
        "form.reminded", "They were reminded a moment ago.", ErrorKind.Conflict);

    public static readonly Error Unreachable = new(
        "form.unreachable", "There is no address for this contact, or they want no such messages.", ErrorKind.Conflict);

    public static readonly Error Changed = new(
        "form.changed", "Someone else changed this form meanwhile. Load it again, then make your changes.", ErrorKind.Conflict);
}
