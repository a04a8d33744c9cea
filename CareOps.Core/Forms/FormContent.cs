using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

using CareOps.Core.Foundation;

namespace CareOps.Core.Forms;

/// <summary>What a form says and asks: one version of it.</summary>
public sealed record FormContent(string Title, string? Intro, IReadOnlyList<FormQuestion> Questions)
{
    public const int MaxTitleLength = 120;
    public const int MaxIntroLength = 4000;
    public const int MostQuestions = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The document that goes with it; null where there is none.</summary>
    public FormDocument? Document { get; init; }

    public static string Write(IReadOnlyList<FormQuestion> questions) => JsonSerializer.Serialize(questions, Json);

    public static IReadOnlyList<FormQuestion> Read(string json) => JsonSerializer.Deserialize<List<FormQuestion>>(json, Json)!;

    /// <summary>The name under which a form says what is wrong with one of its questions.</summary>
    public static string FieldOf(Guid questionId) => $"{questionId:N}";

    /// <summary>As it is stored: trimmed, empty texts gone, options only where there are any.</summary>
    public static FormContent Clean(
        string? title, string? intro, IReadOnlyList<FormQuestion> questions, FormDocument? document = null) =>
        new(Text.Line(title) ?? string.Empty, Text.Lines(intro), [.. questions.Select(question => Clean(question, document is not null))])
        {
            Document = document,
        };

    /// <summary>What keeps it from being used. A question depends on earlier ones only, so no two can wait for each other.</summary>
    public IReadOnlyList<Error> Check()
    {
        var errors = new FieldChecks();
        errors.Required(Title, nameof(Title), "a name for this form", MaxTitleLength);
        errors.If(Intro?.Length > MaxIntroLength, "too_long", TooLong("This", MaxIntroLength), nameof(Intro));
        errors.If(Text.HasControlCharacters(Intro), "characters", "This holds characters that can't be shown. Type it again.", nameof(Intro));
        errors.If(!Questions.Any(static question => question.IsAnswered), "form.empty", "Add at least one question.", nameof(Questions));
        errors.If(Questions.Count > MostQuestions, "form.long", $"A form has at most {MostQuestions} questions. Split it in two.", nameof(Questions));
        errors.If(
            Document is not null && Questions.Count(static question => question.IsAboutDocument) != 1,
            "document.task",
            "Choose what customers do with the document.",
            nameof(Document));
        errors.If(
            Questions.DistinctBy(static question => question.Id).Count() < Questions.Count,
            "form.twice",
            "A question stands here twice. Remove one of the two.",
            nameof(Questions));
        var earlier = new Dictionary<Guid, FormQuestion>();
        foreach (var question in Questions)
        {
            CheckQuestion(errors, question, earlier);
            earlier.TryAdd(question.Id, question);
        }

        return errors.All;
    }

    /// <summary>SHA-256 of all that stands in it, with the answers: what a signature was given for.</summary>
    public string HashWith(IEnumerable<(Guid QuestionId, string Value)> answers)
    {
        var text = new StringBuilder().Append(Title).Append('\n').Append(Intro).Append('\n').Append(Write(Questions));
        if (Document is { } document)
        {
            text.Append('\n').Append(document.Sha256);
        }

        foreach (var (question, value) in answers.OrderBy(static answer => answer.QuestionId))
        {
            text.Append('\n').Append(FieldOf(question)).Append('=').Append(JsonSerializer.Serialize(value));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // What a document asks is asked of everyone who gets it.
    private static FormQuestion Clean(FormQuestion question, bool hasDocument)
    {
        var isAboutDocument = hasDocument && question.IsAboutDocument;
        return question with
        {
            Label = Text.Line(question.Label) ?? string.Empty,
            Help = Text.Lines(question.Help),
            IsRequired = question.IsAnswered && (question.IsRequired || isAboutDocument),
            Options = question.HasOptions ? [.. question.Options.Select(static option => Text.Line(option)).OfType<string>()] : [],
            Files = question.Kind == QuestionKind.File ? Math.Clamp(question.Files, 1, FormQuestion.MostFiles) : 0,
            IsAboutDocument = isAboutDocument,
            ShowIf = isAboutDocument ? null : question.ShowIf,
        };
    }

    private static string TooLong(string what, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} is too long. At most {most:N0} characters fit.");

    private static void CheckQuestion(FieldChecks errors, FormQuestion question, Dictionary<Guid, FormQuestion> earlier)
    {
        var field = FieldOf(question.Id);
        errors.Required(
            question.Label, field, question.Kind == QuestionKind.Section ? "a heading" : "the question", FormQuestion.MaxLabelLength);
        errors.If(
            question.Help?.Length > FormQuestion.MaxHelpLength,
            "too_long",
            TooLong("The text below", FormQuestion.MaxHelpLength),
            field);
        errors.If(
            Text.HasControlCharacters(question.Help) || question.Options.Any(Text.HasControlCharacters),
            "characters",
            "This holds characters that can't be shown. Type it again.",
            field);
        errors.If(!Enum.IsDefined(question.Kind), "question.kind", "Choose what this asks for.", field);
        errors.If(
            question.IsAboutDocument && !FormDocument.Tasks.Contains(question.Kind),
            "document.task",
            "A document is accepted, signed or returned. Choose one of these.",
            field);
        CheckOptions(errors, question, field);
        if (question.ShowIf is { } condition)
        {
            CheckCondition(errors, condition, earlier, field);
        }
    }

    private static void CheckOptions(FieldChecks errors, FormQuestion question, string field)
    {
        if (!question.HasOptions)
        {
            return;
        }

        errors.If(question.Options.Count < 2, "question.options", "Give at least two answers to choose from.", field);
        errors.If(
            question.Options.Count > FormQuestion.MaxOptions,
            "question.options",
            $"At most {FormQuestion.MaxOptions} answers fit.",
            field);
        errors.If(
            question.Options.Any(static option => option.Length > FormQuestion.MaxOptionLength),
            "question.options",
            TooLong("An answer", FormQuestion.MaxOptionLength),
            field);
        errors.If(
            question.Options.Distinct(StringComparer.OrdinalIgnoreCase).Count() < question.Options.Count,
            "question.options",
            "Two answers read the same. Change one of them.",
            field);
    }

    private static void CheckCondition(FieldChecks errors, ShowIf condition, Dictionary<Guid, FormQuestion> earlier, string field)
    {
        const string Code = "question.show_if";
        if (!earlier.TryGetValue(condition.QuestionId, out var decides))
        {
            errors.If(true, Code, "What decides about this question must stand before it.", field);
            return;
        }

        errors.If(!decides.CanDecide, Code, "Only a choice, a yes or no, or a consent can decide about another question.", field);
        errors.If(!Enum.IsDefined(condition.Test), Code, "Choose how the answer decides.", field);
        errors.If(
            condition.Test != ShowIfTest.IsAnswered && !FormAnswers.ChoicesOf(decides).Contains(condition.Value, StringComparer.Ordinal),
            Code,
            $"“{condition.Value}” is not an answer to “{decides.Label}” any more. Choose another one.",
            field);
    }
}
