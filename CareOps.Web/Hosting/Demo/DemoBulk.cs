using System.Globalization;

using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Web.Hosting.Demo;

/// <summary>Rows by the hundred thousand, for trying how the product grows. Written straight, without events: nobody is told.</summary>
internal sealed class DemoBulk(IServiceProvider services, DemoClock clock, DemoClinic clinic)
{
    private const int RowsInOneWrite = 500;

    // Bulk bookings lie outside the opening hours that visitors are offered, far from the story's.
    private static readonly Duration FirstStart = Duration.FromDays(90);

    private readonly IWriteDoor _door = services.GetRequiredService<IWriteDoor>();
    private readonly List<(Guid Contact, Guid Conversation)> _people = [];

    public async Task AddAsync(int contacts, int bookings, int messages)
    {
        if (contacts == 0 && (bookings > 0 || messages > 0))
        {
            contacts = 1;
        }

        await InBatchesAsync(contacts, AddContact);
        await InBatchesAsync(bookings, AddBooking);
        await InBatchesAsync(messages, AddMessage);
    }

    private async Task InBatchesAsync(int count, Action<CareOpsDb, int> add)
    {
        for (var first = 0; first < count; first += RowsInOneWrite)
        {
            var batch = Enumerable.Range(first, Math.Min(RowsInOneWrite, count - first));
            await _door.RunAsync(
                clinic.Owner,
                (db, _) =>
                {
                    foreach (var number in batch)
                    {
                        add(db, number);
                    }

                    return Task.FromResult(Done.It);
                },
                CancellationToken.None);
        }
    }

    private void AddContact(CareOpsDb db, int number)
    {
        var person = DemoPeople.At(number);
        var email = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"bulk{number}@example.org"));
        var contact = Contact.Create(db, new ContactDetails(person.Name, email, null), ContactSource.Booking);
        var conversation = Conversation.Start(db, contact.Id);
        db.AddRange(contact, conversation);
        _people.Add((contact.Id, conversation.Id));
    }

    private void AddBooking(CareOpsDb db, int number)
    {
        var service = clinic.Services[number % clinic.Services.Count];
        var length = Duration.FromMinutes(service.DurationMinutes);

        // Half behind, half ahead; each service's lie one after the other, an hour apart, at night and by day.
        var place = number / clinic.Services.Count;
        var side = number % 2 == 0 ? 1 : -1;
        var start = clock.RealNow + (side * (FirstStart + Duration.FromHours(2 * place) + Duration.FromMinutes(15 * (number % 8))));
        var person = DemoPeople.At(number);
        var details = new ContactDetails(person.Name, EmailAddress.Parse(person.Email), null);
        var slot = new Slot(start.InZone(clinic.Workspace.Zone).LocalDateTime, start, start + length);
        var member = clinic.TeamOf(service);
        var party = new BookingParty(_people[number % _people.Count].Contact, details, null);
        var placement = Placement.Of(slot, member);
        var booking = Booking.Create(db, service, placement, party, BookingOrigin.Online, BookingReference.OfNumber(number));
        db.Add(booking);
    }

    private void AddMessage(CareOpsDb db, int number)
    {
        // Its conversation is not loaded: the list's preview stays what it was.
        var conversation = _people[number % _people.Count].Conversation;
        db.Add(Message.Archived(db, conversation, DemoPeople.Questions[number % DemoPeople.Questions.Count].Question));
    }
}
