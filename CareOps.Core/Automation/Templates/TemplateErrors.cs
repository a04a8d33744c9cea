using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Automation.Templates;

/// <summary>What is wrong with a template, said beside the field it is in.</summary>
public static class TemplateErrors
{
    private const int MostNamed = 3;

    public static readonly Error NotFound = Error.NotFound("template");

    public static readonly Error NameTaken = new(
        "template.taken", "There is a template of this name already. Choose another name.", ErrorKind.Conflict, nameof(CreateTemplate.Name));

    public static readonly Error WrongSubject = new(
        "template.about", "This rule's messages are about something else, so its variables would stay empty.", ErrorKind.Conflict);

    public static readonly Error Archived = new(
        "template.archived", "This template is in the archive. Take it out first.", ErrorKind.Conflict);

    /// <summary>What customers would read as it stands, each with its line; null where everything is filled in.</summary>
    internal static Error? OfVariables(string? text, string field, TemplateAbout about)
    {
        var known = TemplateVariables.Of(about).Select(static variable => variable.Name).ToList();
        var problems = MessageTemplate.ProblemsIn(text ?? string.Empty, known).ToList();
        if (problems.Count == 0)
        {
            return null;
        }

        var sentences = problems.Take(MostNamed).Select(problem => Sentence(problem, about, isOneLine: field == nameof(SaveTemplateText.Subject)));
        var more = problems.Count > MostNamed ? $" And {Say.Count(problems.Count - MostNamed, "more like it", "more like these")}." : string.Empty;
        return new Error("template.variable", string.Join(' ', sentences) + more, ErrorKind.Invalid, field);
    }

    private static string Sentence(TemplateProblem problem, TemplateAbout about, bool isOneLine)
    {
        var where = isOneLine ? string.Empty : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {problem.Line}: ");
        var name = problem.Written.Trim('{', '}', ' ');
        var sentence = problem switch
        {
            { Meant: { } meant } => $"there is no {problem.Written}. Did you mean {{{{{meant}}}}}?",
            _ when TemplateVariables.Exists(name) => $"{{{{{name}}}}} can't be used here, because a message about {Of(about)} has none.",
            _ when !problem.Written.EndsWith("}}", StringComparison.Ordinal) => $"{problem.Written} has no closing braces.",
            _ when !problem.Written.StartsWith("{{", StringComparison.Ordinal) => $"{problem.Written} has no opening braces.",
            _ => $"there is no {problem.Written}. Choose one from the list.",
        };
        return isOneLine ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : where + sentence;
    }

    private static string Of(TemplateAbout about) => about switch
    {
        TemplateAbout.Contact => "a contact",
        TemplateAbout.Waitlist => "the waitlist",
        TemplateAbout.Forms => "forms",
        TemplateAbout.Stock => "an item",
        _ => "a booking",
    };
}
