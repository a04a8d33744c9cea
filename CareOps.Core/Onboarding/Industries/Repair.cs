using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Repair
{
    public static Industry Make() => new("repair", "Repair shop", "tool", "Devices, bikes and machines")
    {
        Services =
        [
            new("drop-off", "Drop-off and estimate", 15, 0)
            {
                Description = "Bring it in. We look at it together and tell you what it will cost before anything is done.",
                BufferAfter = 5, Step = 15, Notice = 30, HorizonDays = 30, Window = 60,
            },
            new("screen", "Screen replacement", 60, 120)
            {
                Description = "While you wait. The price covers the usual models; we tell you before we begin if yours costs more.",
                BufferAfter = 15, Notice = Industry.Day, HorizonDays = 30, Window = 4 * 60,
            },
            new("battery", "Battery replacement", 45, 70)
            {
                Description = "While you wait, with a test of the new battery.", BufferAfter = 10, Step = 15, Notice = Industry.Day, HorizonDays = 30, Window = 4 * 60,
            },
            new("diagnosis", "Full diagnosis", 30, 35)
            {
                Description = "For faults that come and go. Free if you have it repaired with us.", BufferAfter = 30, Notice = 2 * 60, HorizonDays = 30, Window = 4 * 60,
            },
            new("pick-up", "Pick-up", 10, null)
            {
                Description = "Your repair is done: we show you that it works.", Step = 10, Notice = 30, HorizonDays = 30, Window = 0,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday, (9, 13), (14, 18)), .. Industry.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday, (10, 14))],
        Forms =
        [
            new("device-intake", FormRepeat.EveryTime, 1, ["drop-off", "screen", "battery", "diagnosis"]),
            new("repair-order", FormRepeat.EveryTime, 0, ["screen", "battery"]) { Warns = true },
        ],
        Items =
        [
            new("Replacement screens", "pieces", "Parts", 3, 10) { Uses = [("screen", 1)] },
            new("Replacement batteries", "pieces", "Parts", 4, 12) { Uses = [("battery", 1)] },
            new("Screen adhesive", "sets", "Consumables", 10, 50) { Uses = [("screen", 1), ("battery", 1)] },
            new("Cleaning alcohol", "ml", "Consumables", 500, 2000) { Uses = [("screen", 10), ("battery", 10), ("diagnosis", 5)] },
            new("Thermal paste", "g", "Consumables", 20, 100) { Uses = [("diagnosis", 1)] },
        ],
        Reminders = [Industry.Day, 60],
        Words =
        [
            new(RuleTrigger.ContactCreated, "We have your message", """
                Hi {{contact.first_name}},

                thank you. So that we can tell you something useful, answer this message with the maker and model, what it does or doesn't do, and a
                photo if there is something to see. You hear from us within a working day.

                Or bring it in right away; an estimate costs nothing:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "{{booking.service}}: {{booking.when}}", """
                Hi {{contact.first_name}},

                we expect you on {{booking.when}} for {{booking.service}}. Please back up your data before, and bring the charger if the fault has to
                do with power.

                Move or cancel it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "Does it work?", """
                Hi {{contact.first_name}},

                thank you for coming in. Our repairs are covered for six months: if the same fault comes back, answer this message and we see to it
                first.

                {{workspace.name}}
                """),
        ],
    };
}
