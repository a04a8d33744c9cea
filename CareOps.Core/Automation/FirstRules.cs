using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>The rules a new workspace starts with: one for each trigger.</summary>
public sealed class FirstRules : IWorkspaceSetup
{
    public void SetUp(CareOpsDb db, Workspace workspace, Member owner) =>
        db.AddRange(Enum.GetValues<RuleTrigger>().Select(trigger => Of(db, trigger)));

    internal static Rule Of(CareOpsDb db, RuleTrigger trigger)
    {
        var (name, subject, body) = TextOf(trigger);
        return Rule.Create(db, trigger, name, subject, Text.Unwrap(body));
    }

    private static (string Name, string Subject, string Body) TextOf(RuleTrigger trigger) => trigger switch
    {
        RuleTrigger.ContactCreated => (
            "Welcome",
            "Thank you for writing to {{workspace.name}}",
            """
            Hi {{contact.first_name}},

            thank you for your message. We read it and will answer you soon.

            If you would like to book a time right away, you can do so here:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingRequested => (
            "Request received",
            "We received your request: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            thank you. You asked for {{booking.service}} on {{booking.when}} ({{booking.zone}} time). The time is kept for you, and we
            write again as soon as it is confirmed. Your reference is {{booking.reference}}.

            See, move or cancel your request here:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingConfirmed => (
            "Request confirmed",
            "Confirmed: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            your request is confirmed: {{booking.service}} on {{booking.when}} ({{booking.zone}} time).
            Your reference is {{booking.reference}}.

            See, move or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingRescheduled => (
            "New time",
            "New time: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            your booking has a new time: {{booking.service}} on {{booking.when}} ({{booking.zone}} time).
            Your reference is still {{booking.reference}}.

            See, move or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingCancelled => (
            "Cancellation",
            "Cancelled: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            your booking is cancelled: {{booking.service}} on {{booking.when}} ({{booking.zone}} time), {{booking.reference}}.

            {{booking.cancel_reason}}

            To find another time:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingReopened => (
            "Cancellation taken back",
            "Not cancelled after all: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            we wrote to you about a cancellation. That was a mistake: {{booking.standing}}.
            {{booking.service}} on {{booking.when}} ({{booking.zone}} time). Your reference is still {{booking.reference}}.

            See, move or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingAhead => (
            "Reminder",
            "Reminder: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            we look forward to seeing you: {{booking.service}} on {{booking.when}} ({{booking.zone}} time).
            Your reference is {{booking.reference}}.

            Something came up? Move or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingCompleted => (
            "Thank you",
            "Thank you for coming to {{workspace.name}}",
            """
            Hi {{contact.first_name}},

            thank you for coming. If there is something you would like to tell us, just answer this message.

            Book your next time here:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.ConversationUnanswered => ("Unanswered conversation", string.Empty, string.Empty),
        RuleTrigger.FormOverdue => ("Overdue form", string.Empty, string.Empty),
        RuleTrigger.FormsAsked => (
            FormMessages.RequestName,
            "{{workspace.name}}: please fill in {{forms.names}}",
            """
            Hi {{contact.first_name}},

            before your appointment ({{forms.booking}}), please fill in {{forms.names}}. It takes a few minutes:

            {{forms.list}}

            You can stop at any time and go on later, on another device too.

            {{workspace.name}}
            """),
        RuleTrigger.FormOpen => (
            FormMessages.ReminderName,
            "Reminder: please fill in {{forms.names}}",
            """
            Hi {{contact.first_name}},

            we still wait for {{forms.names}}. It takes a few minutes:

            {{forms.list}}

            You can stop at any time and go on later, on another device too.

            {{workspace.name}}
            """),
        RuleTrigger.FormSubmitted => (
            FormMessages.ConfirmationName,
            "Received: {{forms.names}}",
            """
            Hi {{contact.first_name}},

            thank you, we received {{forms.names}}. You need not do anything else.

            {{workspace.name}}
            """),
        RuleTrigger.StockLow => (
            "Low stock",
            "Low: {{item.name}}, {{item.left}} left",
            """
            {{item.name}} is running low: {{item.left}} left, and {{item.threshold}} is its threshold.

            {{item.supplier}}

            See it or order more:
            {{item.link}}
            """),
        RuleTrigger.StockOut => (
            "Out of stock",
            "Out of stock: {{item.name}}",
            """
            Nothing is left of {{item.name}}.

            {{item.supplier}}

            See it or order more:
            {{item.link}}
            """),
        RuleTrigger.WaitlistTimeOffered => (
            "Waitlist offer",
            "A time is free: {{waitlist.service}}, {{waitlist.when}}",
            """
            Hi {{contact.first_name}},

            a time became free: {{waitlist.service}} on {{waitlist.when}} ({{waitlist.zone}} time).
            It is kept for you until {{waitlist.until}}. Take it or let it go here:
            {{waitlist.link}}

            {{workspace.name}}
            """),
        _ => (
            "Booking confirmation",
            "You're booked: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            you are booked: {{booking.service}} on {{booking.when}} ({{booking.zone}} time).
            Your reference is {{booking.reference}}.

            See, move or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """),
    };
}
