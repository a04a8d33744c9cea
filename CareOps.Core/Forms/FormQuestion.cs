namespace CareOps.Core.Forms;

/// <summary>
/// One question of a form, or a heading between questions. It keeps its id through all versions of its form, so that an answer
/// follows it when it is reworded or moved.
/// </summary>
public sealed record FormQuestion(Guid Id, QuestionKind Kind, string Label)
{
    public const int MaxLabelLength = 300;
    public const int MaxHelpLength = 2000;
    public const int MaxOptions = 50;
    public const int MaxOptionLength = 200;

    /// <summary>The most files that any question takes.</summary>
    public const int MostFiles = 10;

    /// <summary>What stands below the label; of a consent, the text that is agreed to.</summary>
    public string? Help { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>What can be chosen, in order. Answers hold these words, so that they stay readable whatever becomes of the form.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>When it is asked; null for always. Of a section: when the section is shown.</summary>
    public ShowIf? ShowIf { get; init; }

    /// <summary>Of a question for files: how many it takes, from 1 to <see cref="MostFiles"/>.</summary>
    public int Files { get; init; }

    /// <summary>Answering this is what is done with the form's document: accepted, signed or returned.</summary>
    public bool IsAboutDocument { get; init; }

    public bool IsAnswered => Kind != QuestionKind.Section;

    public bool HasOptions => Kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice;

    /// <summary>Whether later questions can depend on what is answered here.</summary>
    public bool CanDecide => HasOptions || Kind is QuestionKind.YesNo or QuestionKind.Consent;
}

/// <summary>A question is asked only where an earlier one was answered in some way.</summary>
/// <param name="QuestionId">The earlier question.</param>
/// <param name="Test">How its answer is looked at.</param>
/// <param name="Value">One of its answers; null where any answer will do.</param>
public sealed record ShowIf(Guid QuestionId, ShowIfTest Test, string? Value);

public enum ShowIfTest
{
    /// <summary>It is the value, or the value is among those chosen.</summary>
    Is,

    /// <summary>It was answered, and not with the value.</summary>
    IsNot,

    /// <summary>It was answered at all.</summary>
    IsAnswered,
}

/// <summary>What a question asks for. Stored by name.</summary>
public enum QuestionKind
{
    /// <summary>A heading; what follows belongs to it, up to the next one.</summary>
    Section,
    ShortText,
    LongText,
    Email,
    Phone,
    Number,
    Date,
    YesNo,
    SingleChoice,
    MultipleChoice,

    /// <summary>A text with a box to tick.</summary>
    Consent,

    /// <summary>A name typed, or a signature drawn.</summary>
    Signature,

    /// <summary>One or more files. What is answered names them; they themselves are a <see cref="FormFile"/> each.</summary>
    File,
}
