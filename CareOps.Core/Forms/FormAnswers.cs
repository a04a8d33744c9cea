using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using CareOps.Core.Foundation;

using NodaTime.Text;

namespace CareOps.Core.Forms;

/// <summary>Which questions are asked, given the answers so far, and what is wrong with an answer.</summary>
public static class FormAnswers
{
    public const string Yes = "yes";
    public const string No = "no";

    public const int MaxShortLength = 500;
    public const int MaxLength = 20_000;

    private const int MarkLength = 12;

    /// <summary>What stands between several answers to one question: an option never holds it.</summary>
    public const char Between = '\n';

    /// <summary>The answers that a deciding question can have.</summary>
    public static IReadOnlyList<string> ChoicesOf(FormQuestion question) => question.Kind switch
    {
        QuestionKind.YesNo => [Yes, No],
        QuestionKind.Consent => [Yes],
        _ => question.Options,
    };

    /// <summary>
    /// The questions that are asked. What depends on a question that is not asked is not asked either, and a section that is not
    /// shown takes along everything up to the next one.
    /// </summary>
    public static IReadOnlySet<Guid> AskedOf(IReadOnlyList<FormQuestion> questions, IReadOnlyDictionary<Guid, string> answers)
    {
        var asked = new HashSet<Guid>();
        var isSectionShown = true;
        foreach (var question in questions)
        {
            var holds = question.ShowIf is not { } condition || Holds(condition, asked, answers);
            if (question.Kind == QuestionKind.Section)
            {
                isSectionShown = holds;
            }

            if (isSectionShown && holds)
            {
                asked.Add(question.Id);
            }
        }

        return asked;
    }

    /// <summary>What keeps the answers from being submitted, each beside its question, in the form's order.</summary>
    public static IReadOnlyList<Error> Check(
        IReadOnlyList<FormQuestion> questions, IReadOnlyDictionary<Guid, string> answers, string country)
    {
        var asked = AskedOf(questions, answers);
        return [.. questions.Where(question => question.IsAnswered && asked.Contains(question.Id))
            .Select(question => Wrong(question, answers.GetValueOrDefault(question.Id), country) is { } sentence
                ? new Error("answer", sentence, ErrorKind.Invalid, FormContent.FieldOf(question.Id))
                : null)
            .OfType<Error>()];
    }

    /// <summary>What was typed or chosen, as it is stored while the form is filled in; null where nothing was.</summary>
    public static string? Clean(FormQuestion question, string? typed) => question.Kind switch
    {
        QuestionKind.LongText => Text.Lines(typed),
        QuestionKind.MultipleChoice => Chosen(question, typed),
        QuestionKind.SingleChoice => question.Options.Contains(typed, StringComparer.Ordinal) ? typed : null,
        QuestionKind.YesNo => typed is Yes or No ? typed : null,
        QuestionKind.Consent => typed == Yes ? Yes : null,

        // Files come and go by themselves.
        QuestionKind.File => null,
        _ => Text.Line(typed),
    };

    /// <summary>The most characters that are stored of an answer.</summary>
    public static int MostOf(FormQuestion question) => question.Kind switch
    {
        QuestionKind.LongText or QuestionKind.Signature or QuestionKind.MultipleChoice => MaxLength,
        _ => MaxShortLength,
    };

    /// <summary>Stands for an answer as a page showed it: tells whether it was changed there, and elsewhere meanwhile.</summary>
    public static string Mark(string? answer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer ?? string.Empty)))[..MarkLength];

    /// <summary>An answer as people read it.</summary>
    public static string Say(FormQuestion question, string answer) => question.Kind switch
    {
        QuestionKind.YesNo => answer == Yes ? "Yes" : "No",
        QuestionKind.Consent => "Agreed",
        QuestionKind.MultipleChoice => answer.Replace($"{Between}", ", ", StringComparison.Ordinal),
        QuestionKind.Signature when DrawnSignature.Parse(answer) is not null => "Signed by hand",
        QuestionKind.File => string.Join(", ", FormFile.NamesIn(answer)),
        QuestionKind.Date when LocalDatePattern.Iso.Parse(answer) is { Success: true } date => Foundation.Say.LongDay(date.Value),
        _ => answer,
    };

    /// <summary>What is wrong with an answer of this length; null for nothing.</summary>
    public static string? TooLong(FormQuestion question, string? answer) => answer?.Length > MostOf(question)
        ? string.Create(CultureInfo.InvariantCulture, $"This is too long. At most {MostOf(question):N0} characters fit.")
        : null;

    /// <summary>An answer in a spreadsheet: a drawn signature is only said to be there.</summary>
    public static string Cell(FormQuestion question, string answer) =>
        question.Kind == QuestionKind.Date ? answer : Say(question, answer);

    private static bool Holds(ShowIf condition, HashSet<Guid> asked, IReadOnlyDictionary<Guid, string> answers)
    {
        if (!asked.Contains(condition.QuestionId) || !answers.TryGetValue(condition.QuestionId, out var answer) || answer.Length == 0)
        {
            return false;
        }

        var isThat = answer.Split(Between).Contains(condition.Value, StringComparer.Ordinal);
        return condition.Test switch
        {
            ShowIfTest.Is => isThat,
            ShowIfTest.IsNot => !isThat,
            _ => true,
        };
    }

    private static string? Chosen(FormQuestion question, string? typed)
    {
        var chosen = (typed ?? string.Empty).Split(Between);
        var known = question.Options.Where(option => chosen.Contains(option, StringComparer.Ordinal)).ToList();
        return known.Count == 0 ? null : string.Join(Between, known);
    }

    private static string? Wrong(FormQuestion question, string? answer, string country)
    {
        if (answer is null)
        {
            return question.IsRequired ? MissingIn(question.Kind) : null;
        }

        return question.Kind switch
        {
            QuestionKind.Email when EmailAddress.Parse(answer) is null => "This is not a complete email address. It looks like name@example.org.",
            QuestionKind.Phone when PhoneNumber.Parse(answer, country) is null =>
                "This is not a complete phone number. Start with + and the country code to be sure.",
            QuestionKind.Number when !IsNumber(answer) => "Enter a number, such as 12 or 1.5.",
            QuestionKind.Date when !LocalDatePattern.Iso.Parse(answer).Success => "Enter a date as year-month-day, such as 1990-05-17.",
            QuestionKind.Signature when answer.StartsWith(DrawnSignature.Prefix, StringComparison.Ordinal) && DrawnSignature.Parse(answer) is null =>
                "Your signature didn't arrive as it should. Draw it again, or type your name.",
            _ => null,
        };
    }

    private static string MissingIn(QuestionKind kind) => kind switch
    {
        QuestionKind.Consent => "Tick this to go on.",
        QuestionKind.Signature => "Sign here: type your full name.",
        QuestionKind.File => "Add a file.",
        QuestionKind.YesNo or QuestionKind.SingleChoice => "Choose one.",
        QuestionKind.MultipleChoice => "Choose at least one.",
        QuestionKind.Email => "Enter an email address.",
        QuestionKind.Phone => "Enter a phone number.",
        QuestionKind.Date => "Enter a date.",
        QuestionKind.Number => "Enter a number.",
        _ => "Answer this question.",
    };

    // People write decimals with a comma or a point, and no thousands in a form.
    private static bool IsNumber(string answer) => decimal.TryParse(
        answer.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
