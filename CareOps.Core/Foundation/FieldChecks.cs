using System.Globalization;

namespace CareOps.Core.Foundation;

/// <summary>Collects what is wrong with a form, each sentence beside its field.</summary>
public sealed class FieldChecks
{
    private const int MinPasswordLength = 8;
    private const int MaxPasswordLength = 200;

    private readonly List<Error> _errors = [];

    public IReadOnlyList<Error> All => _errors;

    public void If(bool wrong, string code, string sentence, string field)
    {
        if (wrong)
        {
            _errors.Add(new Error(code, sentence, ErrorKind.Invalid, field));
        }
    }

    /// <param name="typed">What was typed.</param>
    /// <param name="field">The field's name in the form.</param>
    /// <param name="what">As in "Enter your name."</param>
    /// <param name="most">The greatest length, in characters.</param>
    public void Required(string? typed, string field, string what, int most)
    {
        if (Text.Line(typed) is null)
        {
            _errors.Add(new Error("required", $"Enter {what}.", ErrorKind.Invalid, field));
        }
        else
        {
            Optional(typed, field, most);
        }
    }

    public void Optional(string? typed, string field, int most)
    {
        if (typed is null)
        {
            return;
        }

        var limit = most.ToString("N0", CultureInfo.InvariantCulture);

        // As it will be stored: composing can make a text longer.
        If(Text.Line(typed)?.Length > most, "too_long", $"This is too long. At most {limit} characters fit.", field);
        If(Text.HasControlCharacters(typed), "characters", "This holds characters that can't be shown. Type it again.", field);
    }

    public void Email(string? typed, string field, bool required)
    {
        if (Text.Line(typed) is null)
        {
            If(required, "required", "Enter an email address.", field);
        }
        else
        {
            If(
                Text.HasControlCharacters(typed) || EmailAddress.Parse(typed) is null,
                "email",
                "This is not a complete email address. It looks like name@example.org.",
                field);
        }
    }

    public void Phone(string? typed, string field, string country)
    {
        if (Text.Line(typed) is not null)
        {
            If(
                Text.HasControlCharacters(typed) || PhoneNumber.Parse(typed, country) is null,
                "phone",
                "This is not a complete phone number. Start with + and the country code to be sure.",
                field);
        }
    }

    public void Password(string? typed, string field)
    {
        var length = typed?.Length ?? 0;
        If(length == 0, "required", "Choose a password.", field);
        If(
            length is > 0 and < MinPasswordLength,
            "password.short",
            $"Choose a longer password: at least {MinPasswordLength} characters.",
            field);
        If(length > MaxPasswordLength, "too_long", $"This is too long. At most {MaxPasswordLength} characters fit.", field);
    }

    public void Range(int value, int least, int most, string field, string unit) =>
        If(
            value < least || value > most,
            "range",
            string.Create(CultureInfo.InvariantCulture, $"Enter a number from {least:N0} to {most:N0} {unit}.").Replace(" .", ".", StringComparison.Ordinal),
            field);
}
