using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Consulting
{
    public static Industry Make() => new("consulting", "Consulting", "chat", "Advice, law, coaching")
    {
        Services =
        [
            new("intro", "Introductory call", 20, 0)
            {
                Description = "What it is about, whether we are the right ones, and what it would take. Free of charge.",
                BufferAfter = 10, Step = 20, Notice = 12 * 60, HorizonDays = 30, Location = ServiceLocation.Phone, Window = 2 * 60,
            },
            new("session", "Consultation", 60, 140)
            {
                Description = "We go through your question and write down what to do. A summary follows within two days.",
                BufferAfter = 15, Notice = Industry.Day, HorizonDays = 60,
            },
            new("video", "Consultation by video", 60, 140)
            {
                Description = "The same by video. We send you the link.", BufferAfter = 15, Notice = Industry.Day, Location = ServiceLocation.Video,
            },
            new("workshop", "Half-day workshop", 240, 620)
            {
                Description = "With your team, at your place or ours. We confirm it once we have talked about the aim.",
                BufferBefore = 30, BufferAfter = 60, Notice = 7 * Industry.Day, HorizonDays = 120, Window = 5 * Industry.Day, NeedsApproval = true,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday, (9, 12), (13.5, 17)), .. Industry.Open(IsoDayOfWeek.Friday, IsoDayOfWeek.Friday, (9, 12))],
        Forms =
        [
            new("project-brief", FormRepeat.AfterMonths, 24, ["session", "video", "workshop"]) { Months = 3 },
            new("service-agreement", FormRepeat.OncePerContact, 24, ["session", "video", "workshop"]) { Warns = true },
        ],
        Items =
        [
            new("Workshop kits", "sets", "Workshop", 2, 6) { Uses = [("workshop", 1)] },
            new("Flip chart paper", "sheets", "Workshop", 40, 100) { Uses = [("workshop", 20)] },
            new("Printed workbooks", "pieces", "Workshop", 10, 40) { Uses = [("workshop", 8)] },
        ],
        Reminders = [Industry.Day, 60],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Thank you for your enquiry", """
                Hi {{contact.first_name}},

                thank you for your enquiry. It is read by a person and treated in confidence. You have an answer within one working day.

                To talk about it first, choose a time for a call; it costs nothing:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "Our appointment on {{booking.when}}", """
                Hi {{contact.first_name}},

                a short reminder of our appointment: {{booking.service}} on {{booking.when}} ({{booking.zone}} time) with {{booking.member}}. If there
                are papers we should know, answer this message with them.

                Move or cancel it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "Thank you for the conversation", """
                Hi {{contact.first_name}},

                thank you for your time. You receive our summary within two days. Until then: what question stayed open? Just answer this
                message.

                To go on:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
