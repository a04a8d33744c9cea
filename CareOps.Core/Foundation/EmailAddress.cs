using System.Net.Mail;

namespace CareOps.Core.Foundation;

/// <summary>An email address as typed, and the form it is matched by.</summary>
public readonly record struct EmailAddress
{
    /// <summary>RFC 5321's limit on a path, in characters.</summary>
    public const int MaxLength = 254;

    private EmailAddress(string value)
    {
        Value = value;
    }

    public string Value { get; }

    /// <summary>Lower-cased: two spellings of one mailbox match.</summary>
    public string Normalised => Value.ToLowerInvariant();

    public static EmailAddress? Parse(string? typed)
    {
        var text = Text.Line(typed);
        return text is not null
            && text.Length <= MaxLength
            && MailAddress.TryCreate(text, out var address)
            && address.Address == text
            && address.Host.Contains('.', StringComparison.Ordinal)
            && !address.Host.StartsWith('.')
            && !address.Host.EndsWith('.')
            && !text.Any(static c => char.IsWhiteSpace(c) || c is '"' or '<' or '>' or '(' or ')' or ',' or ';' or '[' or ']')
            ? new EmailAddress(text)
            : null;
    }

    public override string ToString() => Value;
}
