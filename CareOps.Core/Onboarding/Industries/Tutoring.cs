using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Forms;

using NodaTime;

namespace CareOps.Core.Onboarding.Industries;

internal static class Tutoring
{
    public static Industry Make() => new("tutoring", "Tutoring", "book", "Lessons and courses")
    {
        Services =
        [
            new("trial", "Trial lesson", 30, 0)
            {
                Description = "We get to know each other, see where the learner stands and make a plan. It costs nothing.",
                BufferAfter = 10, Notice = Industry.Day, HorizonDays = 30,
            },
            new("lesson-60", "Lesson, 60 minutes", 60, 35)
            {
                Description = "One learner, one subject. Bring the exercise book and what was given back lately.", BufferAfter = 10, Notice = 12 * 60, HorizonDays = 90,
            },
            new("lesson-90", "Lesson, 90 minutes", 90, 50)
            {
                Description = "For older learners and before exams.", BufferAfter = 10, Notice = 12 * 60, HorizonDays = 90,
            },
            new("online", "Online lesson", 60, 32)
            {
                Description = "By video with a shared board. We send you the link.", BufferAfter = 5, Notice = 6 * 60, HorizonDays = 90, Location = ServiceLocation.Video,
            },
            new("group", "Exam group", 120, 25)
            {
                Description = "Up to six learners work through past papers.", BufferAfter = 15, Notice = Industry.Day, HorizonDays = 90, Seats = 6,
            },
        ],
        Hours = [.. Industry.Open(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday, (14, 20)), .. Industry.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Saturday, (10, 14))],
        Forms =
        [
            new("learner-profile", FormRepeat.OncePerContact, 12, ["trial", "lesson-60", "lesson-90", "online", "group"]) { Warns = true },
            new("service-agreement", FormRepeat.OncePerContact, 0, ["lesson-60", "lesson-90", "online"]),
        ],
        Items =
        [
            new("Exercise books", "pieces", "Material", 10, 30) { Uses = [("trial", 1)] },
            new("Printed past papers", "sets", "Material", 12, 30) { Uses = [("group", 1)] },
            new("Printer paper", "sheets", "Office", 200, 1000) { Uses = [("lesson-60", 4), ("lesson-90", 6), ("group", 10)] },
            new("Board markers", "pieces", "Office", 4, 12),
        ],
        Words =
        [
            new(RuleTrigger.ContactCreated, "Thank you for your message", """
                Hi {{contact.first_name}},

                thank you for writing. Tell us the subject, the year and what it is for, and we answer with a suggestion by tomorrow.

                A trial lesson costs nothing. Choose a time here:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingAhead, "Lesson on {{booking.when}}", """
                Hi {{contact.first_name}},

                the next lesson is on {{booking.when}}: {{booking.service}} with {{booking.member}}. Please bring the exercise book, a pen, and
                whatever was hard since last time.

                Ill, or a school trip? Move or cancel it here, free of charge up to a day before:
                {{booking.link}}

                {{workspace.name}}
                """),
            new(RuleTrigger.BookingCompleted, "Until the next lesson", """
                Hi {{contact.first_name}},

                thank you for today. A quarter of an hour tomorrow on what we did keeps more of it than an hour the evening before the test. Questions
                in between are welcome: just answer this message.

                The next lesson:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
        ],
    };
}
