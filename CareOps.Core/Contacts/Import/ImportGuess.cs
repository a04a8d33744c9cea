using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts.Import;

/// <summary>What the columns of a file probably are, by their headings, else by what stands in them.</summary>
public static class ImportGuess
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["name"] = ImportTargets.Name,
        ["fullname"] = ImportTargets.Name,
        ["contact"] = ImportTargets.Name,
        ["contactname"] = ImportTargets.Name,
        ["customer"] = ImportTargets.Name,
        ["customername"] = ImportTargets.Name,
        ["client"] = ImportTargets.Name,
        ["clientname"] = ImportTargets.Name,
        ["displayname"] = ImportTargets.Name,
        ["kunde"] = ImportTargets.Name,
        ["firstname"] = ImportTargets.FirstName,
        ["givenname"] = ImportTargets.FirstName,
        ["forename"] = ImportTargets.FirstName,
        ["vorname"] = ImportTargets.FirstName,
        ["lastname"] = ImportTargets.LastName,
        ["surname"] = ImportTargets.LastName,
        ["familyname"] = ImportTargets.LastName,
        ["nachname"] = ImportTargets.LastName,
        ["email"] = ImportTargets.Email,
        ["emailaddress"] = ImportTargets.Email,
        ["email1value"] = ImportTargets.Email,
        ["mail"] = ImportTargets.Email,
        ["emailadresse"] = ImportTargets.Email,
        ["phone"] = ImportTargets.Phone,
        ["phonenumber"] = ImportTargets.Phone,
        ["phone1value"] = ImportTargets.Phone,
        ["mobile"] = ImportTargets.Phone,
        ["mobilephone"] = ImportTargets.Phone,
        ["cell"] = ImportTargets.Phone,
        ["telephone"] = ImportTargets.Phone,
        ["tel"] = ImportTargets.Phone,
        ["telefon"] = ImportTargets.Phone,
        ["handy"] = ImportTargets.Phone,
        ["notes"] = ImportTargets.Notes,
        ["note"] = ImportTargets.Notes,
        ["comments"] = ImportTargets.Notes,
        ["notizen"] = ImportTargets.Notes,
        ["tags"] = ImportTargets.Tags,
        ["tag"] = ImportTargets.Tags,
        ["labels"] = ImportTargets.Tags,
        ["groups"] = ImportTargets.Tags,
        ["emailmessages"] = ImportTargets.EmailConsent,
        ["emailconsent"] = ImportTargets.EmailConsent,
        ["acceptsemailmarketing"] = ImportTargets.EmailConsent,
        ["newsletter"] = ImportTargets.EmailConsent,
        ["smsmessages"] = ImportTargets.SmsConsent,
        ["smsconsent"] = ImportTargets.SmsConsent,
        ["acceptssmsmarketing"] = ImportTargets.SmsConsent,
    };

    /// <summary>Whether the first line names the columns: a person's line has an address or a number in it.</summary>
    public static bool HasHeadings(IReadOnlyList<string> first) =>
        !first.Any(static cell => EmailAddress.Parse(cell) is not null || IsNumber(cell));

    /// <param name="first">The first line.</param>
    /// <param name="samples">Some lines after it.</param>
    /// <param name="fields">The business's own fields.</param>
    /// <returns>What each column is. No two columns are the same thing.</returns>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<string> first, IReadOnlyList<IReadOnlyList<string>> samples, IReadOnlyList<ContactField> fields)
    {
        var known = fields.ToDictionary(static field => KeyOf(field.Name), static field => ImportTargets.Of(field.Id), StringComparer.Ordinal);
        var hasHeadings = HasHeadings(first);
        var lines = hasHeadings ? samples : [first, .. samples];
        var columns = Math.Max(first.Count, samples.Select(static line => line.Count).DefaultIfEmpty().Max());
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, columns).Select(column => Take(taken, ByHeading(column) ?? ByContent(column)))];

        string? ByHeading(int column)
        {
            var key = hasHeadings && column < first.Count ? KeyOf(first[column]) : string.Empty;
            return known.GetValueOrDefault(key) ?? Words.GetValueOrDefault(key);
        }

        string ByContent(int column)
        {
            var cells = lines.Select(line => column < line.Count ? line[column] : string.Empty).Where(static cell => cell.Length > 0).ToList();
            return cells switch
            {
                [] => ImportTargets.LeftOut,
                _ when cells.TrueForAll(static cell => EmailAddress.Parse(cell) is not null) => ImportTargets.Email,
                _ when cells.TrueForAll(IsNumber) => ImportTargets.Phone,
                _ => !hasHeadings && column == 0 ? ImportTargets.Name : ImportTargets.LeftOut,
            };
        }
    }

    private static string Take(HashSet<string> taken, string target) =>
        target == ImportTargets.LeftOut || taken.Add(target) ? target : ImportTargets.LeftOut;

    // As long as a phone number, so that a year or a house number isn't one.
    private static bool IsNumber(string cell) =>
        cell.Count(char.IsAsciiDigit) >= 7 && cell.All(static c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '/' or '(' or ')' or '.');

    private static string KeyOf(string heading) => string.Concat(heading.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
