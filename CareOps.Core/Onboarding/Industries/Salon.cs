using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Salon
{
    public static Industry Make() => new("salon", "Salon", "scissors", "Hair, nails and barbers")
    {
        Services =
        [
            new("cut", "Cut and finish", 60, 55)
            {
                Description = "Consultation, wash, cut and blow-dry.", BufferAfter = 5, Step = 15, Notice = 60,
            },
            new("short-cut", "Short cut", 30, 32)
            {
                Description = "Clippers or scissors, with a wash and a clean neckline.", BufferAfter = 5, Step = 15, Notice = 60,
            },
            new("colour", "Colour and cut", 150, 125)
            {
                Description = "Roots or full colour, then cut and finish. New to colour with us? We do a patch test two days before.",
                BufferAfter = 10, Notice = 2 * Industry.Day, Window = 2 * Industry.Day,
            },
            new("highlights", "Highlights", 180, 160)
            {
                Description = "Foils, gloss and finish. Tell us what was done to your hair before, so that we plan enough time.",
                BufferAfter = 10, Notice = 2 * Industry.Day, Window = 2 * Industry.Day,
            },
            new("fringe", "Fringe trim", 15, 10) { Description = "Between two cuts, without washing.", Step = 15, Notice = 30, Window = 60 },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday, (9, 18)), .. Industry.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday, (9, 15))],
        Forms =
        [
            new("hair-consultation", FormRepeat.AfterMonths, 24, ["colour", "highlights"]) { Months = 6, Warns = true },
            new("satisfaction", FormRepeat.AfterMonths, 0, []) { Months = 6 },
        ],
        Items =
        [
            new("Hair colour", "ml", "Colour", 600, 2400) { Uses = [("colour", 60), ("highlights", 40)] },
            new("Developer", "ml", "Colour", 1000, 5000) { Uses = [("colour", 90), ("highlights", 80)] },
            new("Bleach powder", "g", "Colour", 500, 2000) { Uses = [("highlights", 40)] },
            new("Foils", "sheets", "Colour", 200, 1000) { Uses = [("highlights", 60)] },
            new("Shampoo", "ml", "Wash", 1000, 5000) { Uses = [("cut", 15), ("short-cut", 8), ("colour", 25), ("highlights", 25)] },
            new("Neck strips", "pieces", "Care", 100, 500) { Uses = [("cut", 1), ("short-cut", 1), ("colour", 1), ("highlights", 1)] },
        ],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Thank you for your message", """
                Hi {{contact.first_name}},

                lovely to hear from you. We are often with a client, so give us a little while: we answer between two appointments.

                A picture of what you have in mind helps us a lot. Just answer this message with it.

                Or choose a time right away:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "See you {{booking.when}}", """
                Hi {{contact.first_name}},

                we look forward to you: {{booking.service}} on {{booking.when}} with {{booking.member}}.

                Running late or not coming? Tell us early, and somebody else will be glad of your time:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "How does it feel?", """
                Hi {{contact.first_name}},

                thank you for coming in. Wash it once, live with it for a few days, and if anything isn't right, answer this message: we put it
                right within ten days at no charge.

                Most cuts want to be seen again after six weeks. Your next time:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
