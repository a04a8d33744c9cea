using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Contacts;

/// <summary>Contacts as files, for whoever may take them out of the business.</summary>
public sealed class ContactExportQueries(ReadDoor door, IEnumerable<IContactHolder> holders)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>All contacts as comma-separated values, by name.</summary>
    public async Task<string> AllAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewContacts, cancellationToken);
        var fields = await db.ContactFields().OrderBy(static field => field.Position).ToListAsync(cancellationToken);
        var tags = (await db.ContactTags().OrderBy(static tag => tag.Key).ToListAsync(cancellationToken))
            .ToLookup(static tag => tag.ContactId, static tag => tag.Name);
        var values = (await db.ContactFieldValues().ToListAsync(cancellationToken))
            .ToDictionary(static value => (value.ContactId, value.FieldId), static value => value.Value);
        var left = (await db.ContactConsents().Where(static consent => !consent.IsSubscribed).ToListAsync(cancellationToken))
            .Select(static consent => (consent.ContactId, consent.Channel)).ToHashSet();
        var contacts = await db.Contacts().Where(static contact => contact.ErasedAt == null)
            .OrderBy(static contact => contact.Name).ThenBy(static contact => contact.Id).ToListAsync(cancellationToken);

        IReadOnlyList<string?> header =
            ["Name", "Email", "Phone", "Tags", "Email messages", "SMS messages", "Since", .. fields.Select(static field => field.Name)];
        return ContactCsv.Write(contacts.Select(contact => (IReadOnlyList<string?>)
        [
            contact.Name,
            contact.Email,
            contact.Phone,
            string.Join("; ", tags[contact.Id]),
            Consent(left.Contains((contact.Id, ConsentChannel.Email))),
            Consent(left.Contains((contact.Id, ConsentChannel.Sms))),
            contact.CreatedAt.ToString("uuuu-MM-dd", null),
            .. fields.Select(field => values.GetValueOrDefault((contact.Id, field.Id))),
        ]).Prepend(header));
    }

    /// <summary>
    /// Everything that is kept of one contact, as JSON; null where there is no such contact. A member who may not see a part of it, or sees
    /// only their own calendar, gets the rest.
    /// </summary>
    public async Task<string?> OneAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenForExportAsync(caller, Right.ViewContacts, cancellationToken);
        var contact = await db.Contacts().SingleOrDefaultAsync(row => row.Id == contactId, cancellationToken);
        if (contact is null)
        {
            return null;
        }

        var kept = await KeptContact.OfAsync(db, contact, cancellationToken);
        var names = await db.ContactFields().ToDictionaryAsync(static field => field.Id, static field => field.Name, cancellationToken);
        var file = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = contact.Name,
            ["email"] = contact.Email,
            ["phone"] = contact.Phone,
            ["language"] = contact.Language,
            ["timeZone"] = contact.TimeZone,
            ["since"] = contact.CreatedAt.ToString(),
            ["tags"] = kept.Tags,
            ["consents"] = kept.Consents.Select(static consent => new { consent.Channel, consent.IsSubscribed }),
            ["fields"] = kept.Values.ToDictionary(value => names[value.Key], static value => value.Value, StringComparer.Ordinal),
            ["timeline"] = (await db.TimelineEntries().Where(row => row.ContactId == contactId).OrderBy(row => row.At)
                .ToListAsync(cancellationToken)).ConvertAll(static row => new { At = row.At.ToString(), row.Text }),
        };
        foreach (var holder in holders.Where(holder => caller.May(holder.Seen)))
        {
            file[holder.Key] = await holder.ExportAsync(db, caller, contactId, cancellationToken);
        }

        return JsonSerializer.Serialize(file, Json);
    }

    private static string Consent(bool hasLeft) => hasLeft ? "Unsubscribed" : "Subscribed";
}
