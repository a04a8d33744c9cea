namespace CareOps.Core.Contacts.Import;

/// <summary>What a member said of a file before importing it.</summary>
/// <param name="Targets">What each column is, from the left: one of <see cref="ImportTargets"/>, or empty to leave it out.</param>
/// <param name="HasHeadings">The first line names the columns.</param>
/// <param name="FillsEmpty">What is empty of a contact that is there already is filled; else such a contact stays as it is.</param>
/// <param name="Welcomes">The welcome rule looks at new contacts as at anybody else.</param>
public sealed record ImportChoices(IReadOnlyList<string> Targets, bool HasHeadings, bool FillsEmpty, bool Welcomes);

/// <summary>What a column can be.</summary>
public static class ImportTargets
{
    public const string LeftOut = "";
    public const string Name = "name";
    public const string FirstName = "first_name";
    public const string LastName = "last_name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Tags = "tags";
    public const string EmailConsent = "email_consent";
    public const string SmsConsent = "sms_consent";

    /// <summary>Into a field of the business's own that is called Notes, made where there is none.</summary>
    public const string Notes = "notes";

    private const string FieldPrefix = "field:";

    public static readonly IReadOnlyList<string> OfEveryBusiness =
        [LeftOut, Name, FirstName, LastName, Email, Phone, Notes, Tags, EmailConsent, SmsConsent];

    public static string Of(Guid fieldId) => $"{FieldPrefix}{fieldId:N}";

    public static Guid? FieldOf(string target) =>
        target.StartsWith(FieldPrefix, StringComparison.Ordinal) && Guid.TryParseExact(target.AsSpan(FieldPrefix.Length), "N", out var id) ? id : null;
}
