using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Cleaning
{
    public static Industry Make() => new("cleaning", "Cleaning", "sparkle", "Homes, offices and windows")
    {
        Services =
        [
            new("visit", "Visit and quote", 30, 0)
            {
                Description = "We come by, look at what is to be done and name a fixed price.", BufferBefore = 30, BufferAfter = 30, Notice = Industry.Day, HorizonDays = 30,
            },
            new("regular", "Regular clean, 2 hours", 120, 60)
            {
                Description = "Kitchen, bathroom, floors and dust. We bring everything.", BufferBefore = 30, BufferAfter = 30, Notice = Industry.Day, Window = 2 * Industry.Day,
            },
            new("thorough", "Thorough clean, 4 hours", 240, 120)
            {
                Description = "All of it, behind and beneath too: cupboards, tiles, appliances.", BufferBefore = 30, BufferAfter = 30, Notice = 2 * Industry.Day, Window = 2 * Industry.Day,
            },
            new("moving", "Moving-out clean", 300, 190)
            {
                Description = "So that the flat can be handed over. Price for up to 80 square metres; we confirm it after we know the size.",
                BufferBefore = 30, BufferAfter = 30, Notice = 3 * Industry.Day, Window = 3 * Industry.Day, NeedsApproval = true,
            },
            new("windows", "Windows, 2 hours", 120, 70)
            {
                Description = "Inside and outside, frames and sills, as far as they can be reached safely.", BufferBefore = 30, BufferAfter = 30, Notice = 2 * Industry.Day, Window = 2 * Industry.Day,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday, (8, 17)), .. Industry.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday, (9, 13))],
        Forms =
        [
            new("home-details", FormRepeat.AfterMonths, 24, ["visit", "regular", "thorough", "moving", "windows"]) { Months = 12, Warns = true },
            new("service-agreement", FormRepeat.OncePerContact, 12, ["regular"]),
        ],
        Items =
        [
            new("All-purpose cleaner", "ml", "Cleaners", 2000, 10000) { Uses = [("regular", 100), ("thorough", 250), ("moving", 400)] },
            new("Bathroom cleaner", "ml", "Cleaners", 1500, 5000) { Uses = [("regular", 80), ("thorough", 150), ("moving", 250)] },
            new("Glass cleaner", "ml", "Cleaners", 1000, 5000) { Uses = [("windows", 200), ("thorough", 50), ("moving", 100)] },
            new("Microfibre cloths", "pieces", "Cloths", 20, 50) { Uses = [("regular", 1), ("thorough", 2), ("moving", 3), ("windows", 2)] },
            new("Bin bags", "pieces", "Consumables", 50, 200) { Uses = [("regular", 3), ("thorough", 5), ("moving", 10)] },
            new("Gloves", "pairs", "Consumables", 20, 100) { Uses = [("regular", 1), ("thorough", 1), ("moving", 2), ("windows", 1)] },
        ],
        Reminders = [2 * Industry.Day, Industry.Day],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Thank you for your message", """
                Hi {{contact.first_name}},

                thank you for writing. If you tell us roughly how large it is, how many bathrooms there are and how often you want us, we answer with a
                price by tomorrow.

                Or let us come by and have a look, free of charge:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "We come on {{booking.when}}", """
                Hi {{contact.first_name}},

                we come on {{booking.when}} for {{booking.service}}. Please make sure that we get in, put away what is fragile, and keep pets in another
                room. Cleaners and cloths we bring along.

                Another day suits you better? Move or cancel it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "All clean", """
                Hi {{contact.first_name}},

                we are done. If we missed a spot, tell us within a day by answering this message: we come back and see to it.

                The next visit:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
