using CareOps.Core.Automation;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Clinic
{
    public static Industry Make() => new("clinic", "Clinic", "heart", "Practices and therapists")
    {
        Services =
        [
            new("first", "First appointment", 60, 90)
            {
                Description = "We take your history, examine you and agree on what comes next. Please bring earlier findings and a list of your medicines.",
                BufferAfter = 15, Notice = 12 * 60, HorizonDays = 90,
            },
            new("follow-up", "Follow-up", 30, 55)
            {
                Description = "We look at how you are doing and go on with your treatment.", BufferAfter = 5, Notice = 4 * 60, HorizonDays = 120,
            },
            new("treatment", "Treatment", 45, 70)
            {
                Description = "Hands-on treatment as agreed in your first appointment.", BufferAfter = 10, Notice = 4 * 60, HorizonDays = 120,
            },
            new("video", "Video consultation", 20, 40)
            {
                Description = "A talk by video: results, questions, what to do next. We send you the link.",
                BufferAfter = 5, Step = 20, Location = Bookings.ServiceLocation.Video,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday, (8, 12), (13, 17)), .. Industry.Open(IsoDayOfWeek.Friday, IsoDayOfWeek.Friday, (8, 13))],
        Forms =
        [
            new("health-intake", FormRepeat.AfterMonths, 24, ["first"]) { Months = 12, Warns = true },
            new("treatment-consent", FormRepeat.OncePerContact, 2, ["treatment"]) { Warns = true },
            new("privacy-consent", FormRepeat.OncePerContact, 2, ["first", "video"]),
        ],
        Items =
        [
            new("Disposable gloves", "pairs", "Hygiene", 100, 500) { Uses = [("first", 1), ("treatment", 2)] },
            new("Couch roll", "sheets", "Hygiene", 60, 300) { Uses = [("first", 1), ("follow-up", 1), ("treatment", 1)] },
            new("Surface disinfectant", "ml", "Hygiene", 1000, 5000) { Uses = [("first", 20), ("follow-up", 20), ("treatment", 20)] },
            new("Massage lotion", "ml", "Treatment", 500, 2500) { Uses = [("treatment", 15)] },
            new("Kinesiology tape", "cm", "Treatment", 500, 2000) { Uses = [("treatment", 40)] },
        ],
        Reminders = [2 * Industry.Day, 3 * 60],
        Words =
        [
            new(RuleTrigger.ContactCreated, "We received your message", """
                Hi {{contact.first_name}},

                thank you for writing to us. Someone of our team reads your message and answers you, usually on the same working day.

                If you would rather have an appointment right away, choose a time here:
                {{workspace.booking_page}}

                If it is urgent, please call us instead of waiting. In an emergency, call the emergency number.

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "Your appointment on {{booking.when}}", """
                Hi {{contact.first_name}},

                we expect you for {{booking.service}} on {{booking.when}} ({{booking.zone}} time) with {{booking.member}}.

                Please come five minutes early, and bring earlier findings and a list of the medicines you take. If you have a fever or a
                cold, tell us first: we find another time together.

                Move or cancel it here:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "After your appointment", """
                Hi {{contact.first_name}},

                thank you for coming today. If something we talked about is unclear, or you feel worse than before, just answer this message.

                Your next appointment:
                {{workspace.booking_page}}

                Get well soon
                {{workspace.name}}
                """),
        ],
    };
}
