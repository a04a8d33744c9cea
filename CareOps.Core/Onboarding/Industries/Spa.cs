using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Spa
{
    public static Industry Make() => new("spa", "Spa", "leaf", "Massage, skin and rest")
    {
        Services =
        [
            new("massage-60", "Relaxing massage, 60 minutes", 60, 75)
            {
                Description = "Warm oil, calm strokes, no talk unless you want it.", BufferBefore = 5, BufferAfter = 20, Notice = 3 * 60,
            },
            new("massage-90", "Relaxing massage, 90 minutes", 90, 105)
            {
                Description = "Back, legs, arms, neck and head, without hurry.", BufferBefore = 5, BufferAfter = 20, Notice = 3 * 60,
            },
            new("deep", "Deep tissue massage", 60, 85)
            {
                Description = "Firm work on what is tight. Tell us what hurts.", BufferBefore = 5, BufferAfter = 20, Notice = 3 * 60,
            },
            new("facial", "Facial", 75, 80)
            {
                Description = "Cleansing, peeling, mask and massage, chosen for your skin.", BufferAfter = 15, Notice = 6 * 60,
            },
            new("couple", "Massage for two", 60, 150)
            {
                Description = "Side by side in one room. We confirm it once both of us are free.",
                BufferBefore = 10, BufferAfter = 20, Notice = 2 * Industry.Day, NeedsApproval = true,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Saturday, (10, 20)), .. Industry.Open(IsoDayOfWeek.Sunday, IsoDayOfWeek.Sunday, (11, 17))],
        Forms = [new("spa-intake", FormRepeat.AfterMonths, 4, ["massage-60", "massage-90", "deep", "facial", "couple"]) { Months = 6, Warns = true }],
        Items =
        [
            new("Massage oil", "ml", "Treatment", 1000, 5000) { Uses = [("massage-60", 30), ("massage-90", 45), ("deep", 25), ("couple", 60)] },
            new("Clean towels", "pieces", "Linen", 30, 60) { Uses = [("massage-60", 2), ("massage-90", 2), ("deep", 2), ("facial", 3), ("couple", 4)] },
            new("Face mask", "ml", "Skin", 200, 1000) { Uses = [("facial", 20)] },
            new("Face peeling", "ml", "Skin", 150, 500) { Uses = [("facial", 10)] },
            new("Disposable slippers", "pairs", "Linen", 30, 200) { Uses = [("massage-60", 1), ("massage-90", 1), ("deep", 1), ("facial", 1), ("couple", 2)] },
            new("Herbal tea", "bags", "Lounge", 40, 200) { Uses = [("massage-60", 1), ("massage-90", 1), ("deep", 1), ("facial", 1), ("couple", 2)] },
        ],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Thank you for writing to {{workspace.name}}", """
                Hi {{contact.first_name}},

                thank you for your message. We answer as soon as the treatment rooms are quiet again, and by tomorrow at the latest.

                If you already know what would do you good, choose a time here:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "Your time for yourself: {{booking.when}}", """
                Hi {{contact.first_name}},

                your {{booking.service}} is on {{booking.when}}. Come ten minutes early, have a tea, leave your phone in the locker. Eat lightly
                before, and let us know if you are pregnant or unwell.

                Something came up? Move or cancel it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "Take it slowly today", """
                Hi {{contact.first_name}},

                thank you for being with us. Drink plenty of water, keep warm, and go easy on yourself until tomorrow. Feeling a little sore after
                firm work is usual and passes within two days.

                Until next time:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
