using CareOps.Core.Forms;

namespace CareOps.Web.Components.Forms;

/// <summary>A question while it is being written.</summary>
public sealed class QuestionDraft(Guid id, QuestionKind kind)
{
    private const int UsualFiles = 3;

    private static readonly Dictionary<QuestionKind, string> UsualWords = new()
    {
        [QuestionKind.Consent] = "I have read the document and accept it",
        [QuestionKind.Signature] = "Signature: I have read the document and agree to it",
        [QuestionKind.File] = "Your completed copy of the document",
    };

    public Guid Id { get; } = id;

    public QuestionKind Kind { get; set; } = kind;

    public string? Label { get; set; }

    public string? Help { get; set; }

    public bool IsRequired { get; set; }

    /// <summary>The answers to choose from, one on a line.</summary>
    public string? Options { get; set; }

    /// <summary>The question that decides whether this one is asked; null for always.</summary>
    public Guid? DecidesId { get; set; }

    /// <summary>What its answer has to be: the test, and the answer behind a colon.</summary>
    public string? DecidesBy { get; set; }

    /// <summary>How many files it takes, where it asks for files.</summary>
    public int Files { get; set; } = UsualFiles;

    /// <summary>What is done with the form's document.</summary>
    public bool IsAboutDocument { get; set; }

    /// <summary>Every contact form asks it.</summary>
    public bool IsFixed => ContactFields.Contains(Id);

    public static QuestionDraft New(QuestionKind kind) => new(Guid.CreateVersion7(), kind)
    {
        IsRequired = kind is QuestionKind.Consent or QuestionKind.Signature,
        Label = kind == QuestionKind.Signature ? "Signature" : null,
    };

    public static QuestionDraft Of(FormQuestion question) => new(question.Id, question.Kind)
    {
        Label = question.Label,
        Help = question.Help,
        IsRequired = question.IsRequired,
        Options = string.Join('\n', question.Options),
        Files = question.Files == 0 ? UsualFiles : question.Files,
        IsAboutDocument = question.IsAboutDocument,
        DecidesId = question.ShowIf?.QuestionId,
        DecidesBy = question.ShowIf is { } condition ? $"{condition.Test}:{condition.Value}" : null,
    };

    public FormQuestion ToQuestion() => new(Id, Kind, Label ?? string.Empty)
    {
        Help = Help,
        IsRequired = IsRequired,
        Options = (Options ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ShowIf = DecidesId is { } decides ? ConditionOn(decides) : null,
        Files = Kind == QuestionKind.File ? Files : 0,
        IsAboutDocument = IsAboutDocument,
    };

    /// <summary>What customers do with a document, in the usual words.</summary>
    public static QuestionDraft ForDocument() => new(Guid.CreateVersion7(), QuestionKind.Consent)
    {
        Label = UsualWords[QuestionKind.Consent],
        IsRequired = true,
        IsAboutDocument = true,
    };

    /// <summary>Another thing is done with the document. Words of the business's own stay.</summary>
    public void BecomeTask(QuestionKind kind)
    {
        if (string.IsNullOrWhiteSpace(Label) || UsualWords.ContainsValue(Label))
        {
            Label = UsualWords[kind];
        }

        (Kind, Files) = (kind, 1);
    }

    /// <summary>The ways in which an earlier question's answer can decide.</summary>
    public static IEnumerable<(string Value, string Text)> WaysOf(FormQuestion decides) =>
    [
        .. FormAnswers.ChoicesOf(decides).Select(choice => ($"{ShowIfTest.Is}:{choice}", $"is “{FormAnswers.Say(decides, choice)}”")),
        .. decides.Kind == QuestionKind.Consent
            ? []
            : FormAnswers.ChoicesOf(decides).Select(choice => ($"{ShowIfTest.IsNot}:{choice}", $"is not “{FormAnswers.Say(decides, choice)}”")),
        ($"{ShowIfTest.IsAnswered}:", "is anything"),
    ];

    private ShowIf ConditionOn(Guid decides)
    {
        var (test, value) = DecidesBy?.Split(':', 2) is [var word, var rest] && Enum.TryParse<ShowIfTest>(word, out var known)
            ? (known, rest)
            : (ShowIfTest.IsAnswered, string.Empty);
        return new ShowIf(decides, test, test == ShowIfTest.IsAnswered ? null : value);
    }
}

/// <summary>How a kind of question is called and looks in the builder.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Icon">The symbol's id in icons.svg.</param>
/// <param name="Word">What people call it.</param>
public sealed record QuestionLook(QuestionKind Kind, string Icon, string Word)
{
    public static IReadOnlyList<QuestionLook> All { get; } =
    [
        new(QuestionKind.ShortText, "edit", "Short text"),
        new(QuestionKind.LongText, "note", "Long text"),
        new(QuestionKind.YesNo, "question", "Yes or no"),
        new(QuestionKind.SingleChoice, "dot", "One of several"),
        new(QuestionKind.MultipleChoice, "check", "Several of them"),
        new(QuestionKind.Number, "chart", "Number"),
        new(QuestionKind.Date, "calendar", "Date"),
        new(QuestionKind.Email, "mail", "Email"),
        new(QuestionKind.Phone, "phone", "Phone"),
        new(QuestionKind.Consent, "check-double", "Consent"),
        new(QuestionKind.Signature, "edit", "Signature"),
        new(QuestionKind.File, "paperclip", "Files"),
        new(QuestionKind.Section, "list", "Section"),
    ];

    /// <summary>What a form can ask; a contact form asks less.</summary>
    public static IReadOnlyList<QuestionLook> For(bool isContactForm) =>
        isContactForm ? [.. All.Where(static look => ContactFields.Takes(look.Kind))] : All;

    public static QuestionLook Of(QuestionKind kind) => All.First(look => look.Kind == kind);
}
