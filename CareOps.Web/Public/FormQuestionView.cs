using CareOps.Core.Forms;

namespace CareOps.Web.Public;

/// <summary>A question as the page draws it.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Value">What stands in the field.</param>
/// <param name="Mark">Stands for what is stored.</param>
/// <param name="IsAsked">Whether the answers so far ask for it.</param>
/// <param name="Decides">The earlier question that decides whether it is asked.</param>
public sealed record FormQuestionView(FormQuestion Question, string? Value, string Mark, bool IsAsked, FormQuestion? Decides)
{
    // More than these are quicker found in a list that opens.
    private const int MostBeside = 8;

    public string Key => FormContent.FieldOf(Question.Id);

    public string Id => $"q-{Key}";

    public string Name => $"a-{Key}";

    public string? Error { get; init; }

    /// <summary>What another tab or device answered, where its person has to choose; empty where it was emptied there.</summary>
    public string? Other { get; init; }

    /// <summary>What stood here before another tab or device changed it; null where nothing did.</summary>
    public string? Before { get; init; }

    /// <summary>What was added so far, of a question for files.</summary>
    public IReadOnlyList<FormFileRow> Files { get; init; } = [];

    /// <summary>Under this name it is sent which of two answers counts.</summary>
    public string ChoiceName => $"c-{Key}";

    /// <summary>An answer of this question as people read it.</summary>
    public string Say(string answer) => answer.Length == 0 ? "No answer" : FormAnswers.Say(Question, answer);

    public bool IsFile => Question.Kind == QuestionKind.File;

    /// <summary>Under this name files are sent.</summary>
    public string FileName => $"{PostedFiles.Prefix}{Key}";

    public string? Invalid => Error is null ? null : "true";

    public string? Required => Question.IsRequired ? "true" : null;

    public bool IsGroup => Question.Kind is QuestionKind.YesNo or QuestionKind.MultipleChoice
        || (Question.Kind == QuestionKind.SingleChoice && !IsLongChoice);

    public bool IsLongChoice => Question.Kind == QuestionKind.SingleChoice && Question.Options.Count > MostBeside;

    public DrawnSignature? Drawn => Question.Kind == QuestionKind.Signature ? DrawnSignature.Parse(Value) : null;

    public string InputType => Question.Kind switch
    {
        QuestionKind.Email => "email",
        QuestionKind.Phone => "tel",
        QuestionKind.Date => "date",
        _ => "text",
    };

    public string? InputMode => Question.Kind == QuestionKind.Number ? "decimal" : null;

    public string? AutoComplete => Question.Kind switch
    {
        QuestionKind.Email => "email",
        QuestionKind.Phone => "tel",
        QuestionKind.Signature => "name",
        _ => null,
    };

    /// <summary>"Only if “Do you take any medicine?” is answered with Yes", for whoever sees it without script.</summary>
    public string? Condition => Question.ShowIf is { } condition && Decides is { } decides
        ? condition.Test switch
        {
            ShowIfTest.Is => $"Only if “{decides.Label}” is answered with “{FormAnswers.Say(decides, condition.Value!)}”",
            ShowIfTest.IsNot => $"Only if “{decides.Label}” is not answered with “{FormAnswers.Say(decides, condition.Value!)}”",
            _ => $"Only if “{decides.Label}” is answered",
        }
        : null;

    public string? DescribedBy
    {
        get
        {
            string?[] ids = [Error is null ? null : $"{Id}-error", Question.Help is null ? null : $"{Id}-help", IsFile ? $"{Id}-limits" : null];
            var known = ids.OfType<string>().ToList();
            return known.Count == 0 ? null : string.Join(' ', known);
        }
    }

    public bool Has(string option) => Value is not null && Value.Split(FormAnswers.Between).Contains(option, StringComparer.Ordinal);
}
