using CareOps.Core.Audit;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Messaging;

/// <summary>A member lets messages go to an address again.</summary>
[Requires(Right.ManageContacts)]
public sealed record AllowAgain(Guid SuppressionId);

/// <summary>Nothing more is sent to an email address or a phone number, whichever it is.</summary>
[Requires(Right.ManageContacts)]
public sealed record SuppressAddress(string? Address);

public sealed class AllowAgainHandler(IWriteDoor door) : Handler<AllowAgain, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, AllowAgain command, CancellationToken cancellationToken)
    {
        if (await db.Suppressions().SingleOrDefaultAsync(row => row.Id == command.SuppressionId, cancellationToken) is not { } suppression)
        {
            return Error.NotFound("address");
        }

        db.Remove(suppression);
        db.Audit(caller, "suppression.removed", suppression.Id, new { Reason = suppression.Reason.ToString() }, null);
        foreach (var contact in await SuppressedContacts.OfAsync(db, suppression, cancellationToken))
        {
            var way = suppression.Channel == Channel.Sms ? "phone number" : "email address";
            db.Append(TimelineEntry.Of(db, contact, "contact.allowed", suppression.Id, $"A member allowed messages to the {way} again"));
            db.Announce(new LiveSubject(nameof(Contact), contact));
        }

        return Done.It;
    }
}

public sealed class SuppressAddressHandler(IWriteDoor door) : Handler<SuppressAddress, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SuppressAddress command, CancellationToken cancellationToken)
    {
        var country = (await db.WorkspaceAsync(cancellationToken)).Country;
        var (email, phone) = (EmailAddress.Parse(command.Address), PhoneNumber.Parse(command.Address, country));
        if ((email?.Normalised ?? phone?.Value) is not { } address)
        {
            return new Error("address", "Enter an email address or a phone number.", ErrorKind.Invalid, nameof(command.Address));
        }

        var channel = email is null ? Channel.Sms : Channel.Email;
        if (!await Suppression.AddAsync(db, channel, address, SuppressionReason.AddedByHand, cancellationToken, ((Caller.Member)caller).Id))
        {
            return new Error("suppression.there", "This address is on the list already.", ErrorKind.Invalid, nameof(command.Address));
        }

        var added = db.ChangeTracker.Entries<Suppression>().Single().Entity;
        db.Audit(caller, "suppression.added", added.Id, null, new { Channel = channel.ToString() });
        await SuppressedContacts.AnnounceAsync(db, added, cancellationToken);
        return Done.It;
    }
}

/// <summary>Whose address one is.</summary>
internal static class SuppressedContacts
{
    /// <summary>
    /// Stops messages to where one went, since its provider says so. It is shown on the contact whose address it is, and who reported spam
    /// or asked for no more has unsubscribed. That an address doesn't work says nothing of what its contact wants.
    /// </summary>
    public static async Task AddAsync(CareOpsDb db, Delivery delivery, SuppressionReason reason, CancellationToken cancellationToken)
    {
        var found = await db.Conversations()
            .Where(row => db.Messages().Any(message => message.Id == delivery.MessageId && message.ConversationId == row.Id))
            .Select(static row => (Guid?)row.ContactId).SingleOrDefaultAsync(cancellationToken);
        var isNew = await Suppression.AddAsync(db, delivery.Channel, delivery.Address, reason, cancellationToken);
        if (found is not { } contact)
        {
            // The business's own mail.
            return;
        }

        if (SourceOf(reason, delivery.Channel) is { } source)
        {
            var channel = delivery.Channel == Channel.Sms ? ConsentChannel.Sms : ConsentChannel.Email;
            await Consents.SetAsync(db, new SaidConsent(contact, channel, false, source), by: null, cancellationToken);
        }
        else if (isNew)
        {
            db.Append(TimelineEntry.Of(
                db, contact, "contact.suppressed", delivery.MessageId ?? delivery.Id, "A message came back: the address doesn't work"));
        }

        db.Announce(new LiveSubject(nameof(Contact), contact));
    }

    public static async Task<IReadOnlyList<Guid>> OfAsync(CareOpsDb db, Suppression suppression, CancellationToken cancellationToken)
    {
        if (suppression.Address is not { } address)
        {
            return [];
        }

        var contacts = suppression.Channel == Channel.Sms
            ? db.Contacts().Where(row => row.Phone == address)
            : db.Contacts().Where(row => row.NormalisedEmail == address);
        return await contacts.Select(static row => row.Id).ToListAsync(cancellationToken);
    }

    public static async Task AnnounceAsync(CareOpsDb db, Suppression suppression, CancellationToken cancellationToken)
    {
        foreach (var contact in await OfAsync(db, suppression, cancellationToken))
        {
            db.Announce(new LiveSubject(nameof(Contact), contact));
        }
    }

    // By which way its contact said that they want no more; null where that is not what it says.
    private static ConsentSource? SourceOf(SuppressionReason reason, Channel channel) => reason switch
    {
        SuppressionReason.Complained => ConsentSource.Complaint,
        SuppressionReason.Stopped => channel == Channel.Sms ? ConsentSource.Answer : ConsentSource.Link,
        _ => null,
    };
}

/// <summary>An address on the list, and whose it is.</summary>
public sealed record SuppressionRow(
    Guid Id, Channel Channel, string? Address, SuppressionReason Reason, Instant At, MemberId? AddedBy, Guid? ContactId, string? ContactName);

/// <summary>Reads which addresses get nothing.</summary>
public sealed class SuppressionQueries(ReadDoor door)
{
    /// <summary>The newest first; <paramref name="search"/> is a part of the address.</summary>
    public async Task<IReadOnlyList<SuppressionRow>> ListAsync(Caller caller, string? search, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var rows = db.Suppressions().AsQueryable();
        if (Text.Line(search)?.ToLowerInvariant() is { } part)
        {
            rows = rows.Where(row => row.Address != null && row.Address.Contains(part));
        }

        return await WithContacts(db, rows.OrderByDescending(static row => row.At).ThenByDescending(static row => row.Id).Take(most))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Those of a contact's present addresses.</summary>
    public async Task<IReadOnlyList<SuppressionRow>> OfContactAsync(Caller caller, Guid contactId, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ViewContacts, cancellationToken);
        var reach = await db.Contacts().Where(row => row.Id == contactId)
            .Select(static row => new { row.NormalisedEmail, row.Phone }).SingleOrDefaultAsync(cancellationToken);
        if (reach is null)
        {
            return [];
        }

        var rows = db.Suppressions().Where(row =>
            (row.Channel == Channel.Email && row.Address == reach.NormalisedEmail && reach.NormalisedEmail != null)
            || (row.Channel == Channel.Sms && row.Address == reach.Phone && reach.Phone != null));
        return await WithContacts(db, rows.OrderBy(static row => row.Channel)).ToListAsync(cancellationToken);
    }

    private static IQueryable<SuppressionRow> WithContacts(CareOpsDb db, IQueryable<Suppression> rows) =>
        rows.Select(row => new
        {
            Row = row,
            Contact = db.Contacts()
                .Where(contact => row.Channel == Channel.Email ? contact.NormalisedEmail == row.Address : contact.Phone == row.Address)
                .Where(_ => row.Address != null)
                .OrderBy(contact => contact.CreatedAt)
                .Select(contact => new { contact.Id, contact.Name })
                .FirstOrDefault(),
        }).Select(static found => new SuppressionRow(
            found.Row.Id,
            found.Row.Channel,
            found.Row.Address,
            found.Row.Reason,
            found.Row.At,
            found.Row.AddedBy,
            found.Contact == null ? null : found.Contact.Id,
            found.Contact == null ? null : found.Contact.Name));
}
