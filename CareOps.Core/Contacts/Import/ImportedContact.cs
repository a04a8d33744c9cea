using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts.Import;

/// <summary>What a line gives a contact: kept for the undo.</summary>
public sealed record ImportedValues(
    string? Email,
    string? Phone,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<Guid, string> Fields,
    IReadOnlyDictionary<ConsentChannel, bool> Consents)
{
    public bool IsNothing => Email is null && Phone is null && Tags.Count == 0 && Fields.Count == 0 && Consents.Count == 0;
}

/// <summary>One line of a file, read by what its columns are.</summary>
public sealed record ImportedContact(ContactDetails Details, ImportedValues Values)
{
    private static readonly char[] BetweenTags = [',', ';', '|'];

    private static readonly string[] Yes = ["yes", "y", "true", "1", "x", "on", "subscribed", "opt-in", "ja", "j", "oui", "si"];

    private static readonly string[] No = ["no", "n", "false", "0", "off", "unsubscribed", "opt-out", "nein", "non"];

    /// <returns>A refusal whose sentence says what is wrong with the line.</returns>
    public static Result<ImportedContact> Read(IReadOnlyList<string> cells, IReadOnlyList<string> targets, string country)
    {
        var (email, phone) = (CellOf(ImportTargets.Email), CellOf(ImportTargets.Phone));
        var name = CellOf(ImportTargets.Name)
            ?? Text.Line($"{CellOf(ImportTargets.FirstName)} {CellOf(ImportTargets.LastName)}") ?? email ?? phone;
        var fields = Fields(cells, targets);
        var tags = Tags(CellOf(ImportTargets.Tags));
        var consents = new Dictionary<ConsentChannel, bool>();
        var problem = Problem(name, email, phone, country)
            ?? Problem(tags, fields)
            ?? TakeConsent(consents, ConsentChannel.Email, CellOf(ImportTargets.EmailConsent))
            ?? TakeConsent(consents, ConsentChannel.Sms, CellOf(ImportTargets.SmsConsent));
        if (problem is not null)
        {
            return new Error("import.line", problem);
        }

        var details = new ContactDetails(name!, EmailAddress.Parse(email), PhoneNumber.Parse(phone, country));
        return new ImportedContact(
            details, new ImportedValues(details.Email?.Value, details.Phone?.Value, tags, fields, consents));

        string? CellOf(string target)
        {
            for (var column = 0; column < Math.Min(cells.Count, targets.Count); column++)
            {
                if (targets[column] == target)
                {
                    return Text.Line(cells[column]);
                }
            }

            return null;
        }
    }

    private static string? Problem(string? name, string? email, string? phone, string country) => (email, phone) switch
    {
        (null, null) => "Neither an email address nor a phone number.",
        ({ } address, _) when EmailAddress.Parse(address) is null => $"“{Shown(address)}” is not a complete email address.",
        (_, { } number) when PhoneNumber.Parse(number, country) is null => $"“{Shown(number)}” is not a complete phone number.",
        _ => name!.Length > Contact.MaxNameLength ? $"The name is longer than {Contact.MaxNameLength} characters." : null,
    };

    private static string? Problem(IReadOnlyList<string> tags, IReadOnlyDictionary<Guid, string> fields)
    {
        if (tags.Count > TagContactHandler.MostTags)
        {
            return $"More than {TagContactHandler.MostTags} tags.";
        }

        if (tags.FirstOrDefault(static tag => tag.Length > ContactTag.MaxNameLength) is { } tag)
        {
            return $"The tag “{Shown(tag)}” is longer than {ContactTag.MaxNameLength} characters.";
        }

        return fields.Values.FirstOrDefault(static value => value.Length > ContactFieldValue.MaxLength) is { } value
            ? $"“{Shown(value)}” is longer than the {ContactFieldValue.MaxLength} characters that fit into a field."
            : null;
    }

    private static string? TakeConsent(Dictionary<ConsentChannel, bool> consents, ConsentChannel channel, string? cell)
    {
        var word = cell?.ToLowerInvariant();
        if (word is null)
        {
            return null;
        }

        if (!Yes.Contains(word) && !No.Contains(word))
        {
            return $"“{Shown(cell!)}” says neither yes nor no to messages.";
        }

        consents[channel] = Yes.Contains(word);
        return null;
    }

    private static IReadOnlyList<string> Tags(string? cell) =>
    [
        .. (cell ?? string.Empty).Split(BetweenTags).Select(Text.Line).OfType<string>()
            .DistinctBy(ContactTag.KeyOf, StringComparer.Ordinal),
    ];

    private static Dictionary<Guid, string> Fields(IReadOnlyList<string> cells, IReadOnlyList<string> targets)
    {
        var fields = new Dictionary<Guid, string>();
        for (var column = 0; column < Math.Min(cells.Count, targets.Count); column++)
        {
            if (ImportTargets.FieldOf(targets[column]) is { } field && Text.Line(cells[column]) is { } value)
            {
                fields[field] = value;
            }
        }

        return fields;
    }

    private static string Shown(string cell) => Text.Shorten(cell, 40);
}
