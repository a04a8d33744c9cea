using System.Globalization;

using CareOps.Core.Foundation;

namespace CareOps.Web.Hosting.Demo;

internal sealed record DemoPerson(string Name, string Email, string Phone);

internal sealed record DemoQuestion(string Question, string Answer);

/// <summary>Invented people with addresses that lead nowhere, and what they ask.</summary>
internal static class DemoPeople
{
    private const string FallbackAnswer = "Thank you for asking. Yes, that is no problem; just tell us when you come.";

    private static readonly string[] First =
    [
        "Anna", "Tom", "Omar", "Priya", "Lena", "Jon", "Sara", "Ben", "Maja", "Elif", "Noor", "Ida", "Karl", "Yusuf", "Tuva", "Henrik",
        "Amina", "Lars", "Sofie", "Mateo", "Ingrid", "David", "Emma", "Oskar", "Leila", "Felix", "Nora", "Jakob", "Mila", "Viktor",
    ];

    private static readonly string[] Last =
    [
        "Berg", "Ellis", "Haddad", "Nair", "Fox", "Dahl", "Lind", "Osei", "Holm", "Kaya", "Aziz", "Vik", "Moen", "Demir", "Solberg",
        "Strand", "Yilmaz", "Nilsen", "Aas", "Rossi", "Hauge", "Klein", "Bakke", "Lund", "Farah", "Brandt", "Eide", "Sand",
    ];

    public static IReadOnlyList<DemoQuestion> Questions { get; } =
    [
        new("Do I need a referral from my doctor?", "No referral needed. You can book directly, and we send a report to your doctor if you like."),
        new("What should I wear to the first appointment?", "Something you can move in is perfect. Shorts help if it is about a knee or an ankle."),
        new("How long does a treatment usually take?", "Most people feel a difference after three to five visits. We look at it together in the first one."),
        new("Can I pay by card?", "Yes, card and mobile payment both work, after each visit."),
        new("Do you have a lift? My mother uses a wheelchair.", "Yes, there is a lift from the street level, and the rooms are wide enough."),
        new("Is it possible to come in the evening?", "We are open until 18:00 on weekdays. The last slots are often free on Tuesdays."),
    ];

    public static DemoPerson At(int number)
    {
        var (first, last) = (First[number % First.Length], Last[(number * 11 + number / First.Length) % Last.Length]);
        var mailbox = $"{Slug.From(first, "guest")}.{Slug.From(last, "guest")}{number.ToString(CultureInfo.InvariantCulture)}";
        return new DemoPerson(
            $"{first} {last}", $"{mailbox}@example.org", string.Create(CultureInfo.InvariantCulture, $"+47555{number % 100_000:00000}"));
    }

    public static string AnswerTo(string preview) =>
        Questions.FirstOrDefault(question => preview.StartsWith(question.Question, StringComparison.Ordinal))?.Answer ?? FallbackAnswer;
}
