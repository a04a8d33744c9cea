using CareOps.Core.Foundation;

namespace CareOps.Core.Contacts.Import;

/// <summary>What would become of one line.</summary>
/// <param name="Number">In the file.</param>
/// <param name="Outcome">Created, Filled, Left, Duplicate or Refused.</param>
/// <param name="Who">Name, and how they are reached.</param>
/// <param name="About">The sentence where the line is not simply new.</param>
/// <param name="ContactId">Whose line it is; null for who is new.</param>
public sealed record PlannedLine(int Number, ImportOutcome Outcome, string Who, string? About, Guid? ContactId);

/// <summary>What an import would do, line by line. Nothing is written to know it.</summary>
public sealed class ImportPlan
{
    private readonly Dictionary<string, Person> _byEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _byPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _byPhoneAlone = new(StringComparer.Ordinal);
    private readonly List<PlannedLine> _lines = [];
    private readonly bool _fillsEmpty;

    /// <param name="known">Contacts that share an address or a number with the file, the oldest first.</param>
    /// <param name="fillsEmpty">What is empty of them is filled.</param>
    internal ImportPlan(IEnumerable<Contact> known, bool fillsEmpty)
    {
        _fillsEmpty = fillsEmpty;
        foreach (var contact in known)
        {
            Remember(new Person(contact.Id, contact.Name), contact.NormalisedEmail, contact.Phone);
        }
    }

    public IReadOnlyList<PlannedLine> Lines => _lines;

    public int Count(ImportOutcome outcome) => _lines.Count(line => line.Outcome == outcome);

    internal void Add(int number, IReadOnlyList<string> cells, Result<ImportedContact> read)
    {
        if (!read.Succeeded)
        {
            _lines.Add(new PlannedLine(number, ImportOutcome.Refused, WhoOf(cells), read.Error.Message, null));
            return;
        }

        var details = read.Value.Details;
        var person = Find(details);
        _lines.Add(LineOf(number, details, person));
        if (person is null)
        {
            person = new Person(null, details.Name) { Line = number };
            Remember(person, details.Email?.Normalised, details.Phone?.Value);
        }
        else if (_fillsEmpty && person.Line is null)
        {
            Remember(person, details.Email?.Normalised, details.Phone?.Value);
        }

        person.Line ??= number;
    }

    private PlannedLine LineOf(int number, ContactDetails details, Person? person)
    {
        var who = string.Join(", ", new[] { details.Name, details.Email?.Value, details.Phone?.Value }.OfType<string>().Distinct(StringComparer.Ordinal));
        return person switch
        {
            null => new PlannedLine(number, ImportOutcome.Created, who, null, null),
            { Line: { } earlier } => new PlannedLine(number, ImportOutcome.Duplicate, who, ImportWords.SameAs(earlier), person.ContactId),
            _ => new PlannedLine(
                number,
                _fillsEmpty ? ImportOutcome.Filled : ImportOutcome.Left,
                who,
                _fillsEmpty ? $"{person.Name} is a contact already; what is empty there is filled." : $"{person.Name} is a contact already and stays as it is.",
                person.ContactId),
        };
    }

    // As ImportMatching does it in the database.
    private Person? Find(ContactDetails details)
    {
        var (email, phone) = (details.Email?.Normalised, details.Phone?.Value);
        if (email is not null && _byEmail.GetValueOrDefault(email) is { } known)
        {
            return known;
        }

        var byPhone = email is null ? _byPhone : _byPhoneAlone;
        return phone is null ? null : byPhone.GetValueOrDefault(phone);
    }

    private void Remember(Person person, string? email, string? phone)
    {
        if (email is not null)
        {
            _byEmail.TryAdd(email, person);
        }

        if (phone is not null)
        {
            _byPhone.TryAdd(phone, person);
            if (email is null)
            {
                _byPhoneAlone.TryAdd(phone, person);
            }
        }
    }

    private static string WhoOf(IReadOnlyList<string> cells) =>
        Text.Shorten(string.Join(", ", cells.Select(Text.Line).OfType<string>()), 100);

    private sealed class Person(Guid? contactId, string name)
    {
        public Guid? ContactId { get; } = contactId;

        public string Name { get; } = name;

        /// <summary>The first line that is this person.</summary>
        public int? Line { get; set; }
    }
}

internal static class ImportWords
{
    public static string SameAs(int line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The same person as in line {line}.");
}
