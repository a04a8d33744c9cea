using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Fitness
{
    public static Industry Make() => new("fitness", "Fitness", "dumbbell", "Trainers and classes")
    {
        Services =
        [
            new("intro", "First session", 60, 0)
            {
                Description = "Where you are, where you want to go, and a short test of how you move. Wear something you can move in.",
                BufferAfter = 10, Notice = 12 * 60, HorizonDays = 30,
            },
            new("personal", "Personal training", 60, 65)
            {
                Description = "One trainer, one plan: yours.", BufferAfter = 10, Notice = 6 * 60, Window = 12 * 60,
            },
            new("duo", "Training for two", 60, 90)
            {
                Description = "Train with a partner or friend.", BufferAfter = 10, Notice = 6 * 60, Window = 12 * 60,
            },
            new("class", "Small group class", 45, 15)
            {
                Description = "Strength and endurance for up to eight. Beginners are welcome.", BufferAfter = 15, Notice = 60, Window = 4 * 60, Seats = 8, HorizonDays = 21,
            },
            new("check", "Progress check", 30, 30)
            {
                Description = "We measure again and change the plan.", BufferAfter = 5, Notice = 12 * 60,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday, (7, 11), (16, 21)), .. Industry.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday, (9, 13))],
        Forms = [new("fitness-check", FormRepeat.AfterMonths, 2, ["intro", "personal", "duo", "class"]) { Months = 6, Warns = true }],
        Items =
        [
            new("Towels", "pieces", "Studio", 30, 60) { Uses = [("intro", 1), ("personal", 1), ("duo", 2), ("class", 1)] },
            new("Disinfectant wipes", "pieces", "Studio", 200, 1000) { Uses = [("intro", 2), ("personal", 3), ("duo", 4), ("class", 2)] },
            new("Water bottles", "pieces", "Bar", 48, 144) { Uses = [("intro", 1)] },
            new("Resistance bands", "pieces", "Equipment", 6, 20),
        ],
        Reminders = [Industry.Day, 3 * 60],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Good that you wrote", """
                Hi {{contact.first_name}},

                good that you wrote: the first step is done. We answer between two sessions, today or tomorrow.

                The first session is free and binds you to nothing. Choose a time here:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "Training: {{booking.when}}", """
                Hi {{contact.first_name}},

                see you on {{booking.when}} for {{booking.service}}. Bring clean shoes, water and a towel, and don't eat much in the two hours
                before.

                Not feeling well? Then rest, and move it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "Well done today", """
                Hi {{contact.first_name}},

                well done. Sore muscles tomorrow are a good sign; sharp pain is not, so tell us if there is any. Drink, sleep, and take a walk
                tomorrow.

                When do we see you next?
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
