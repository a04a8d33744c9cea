using CareOps.Core.Foundation;

namespace CareOps.Core.Forms;

/// <summary>
/// What every contact form asks: who writes, how to answer, and what about. A business can put questions of its own before, between and
/// behind them.
/// </summary>
public static class ContactFields
{
    public static readonly Guid NameId = new("0c0a7ac7-0000-7000-8000-000000000001");
    public static readonly Guid EmailId = new("0c0a7ac7-0000-7000-8000-000000000002");
    public static readonly Guid PhoneId = new("0c0a7ac7-0000-7000-8000-000000000003");
    public static readonly Guid MessageId = new("0c0a7ac7-0000-7000-8000-000000000004");

    /// <summary>As they stand on a new contact form.</summary>
    public static IReadOnlyList<FormQuestion> All { get; } =
    [
        new(NameId, QuestionKind.ShortText, "Name") { IsRequired = true },
        new(EmailId, QuestionKind.Email, "Email"),
        new(PhoneId, QuestionKind.Phone, "Phone") { Help = "Email or phone, one is enough" },
        new(MessageId, QuestionKind.LongText, "Message") { IsRequired = true },
    ];

    /// <summary>The contact form of a business that has not changed it.</summary>
    public static FormContent First { get; } = new(
        "Ask us anything",
        "Not sure which appointment you need, or want to know if we can help? Write to us, a person answers.",
        All);

    public static bool Contains(Guid questionId) => All.Any(field => field.Id == questionId);

    /// <summary>Anyone fills in a contact form: it takes neither files nor signatures.</summary>
    public static bool Takes(QuestionKind kind) => kind is not (QuestionKind.File or QuestionKind.Signature);

    /// <summary>With all four fields, as they have to be. Only where they stand and what stands below them is the business's own.</summary>
    internal static FormContent Complete(FormContent content)
    {
        var known = content.Questions.Select(static question => All.FirstOrDefault(field => field.Id == question.Id) is { } field
            ? field with { Help = question.Help }
            : question).ToList();
        return content with { Questions = [.. All.Where(field => known.TrueForAll(one => one.Id != field.Id)), .. known], Document = null };
    }

    internal static IEnumerable<Error> Check(FormContent content) => content.Questions.Where(static question => !Takes(question.Kind))
        .Select(static question => new Error(
            "question.kind", "A contact form takes neither files nor signatures.", ErrorKind.Invalid, FormContent.FieldOf(question.Id)));
}
