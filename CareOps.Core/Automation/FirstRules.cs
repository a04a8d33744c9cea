using CareOps.Core.Data;
using CareOps.Core.Workspaces;

namespace CareOps.Core.Automation;

/// <summary>The rules a new workspace starts with.</summary>
public sealed class FirstRules : IWorkspaceSetup
{
    public void SetUp(CareOpsDb db, Workspace workspace, Member owner)
    {
        db.Add(Rule.Create(
            db,
            RuleTrigger.ContactCreated,
            "Welcome",
            "Thank you for writing to {{workspace.name}}",
            """
            Hi {{contact.first_name}},

            thank you for your message. We read it and will answer you soon.

            If you would like to book a time right away, you can do so here:
            {{workspace.booking_page}}

            {{workspace.name}}
            """));
        db.Add(Rule.Create(
            db,
            RuleTrigger.BookingCreated,
            "Booking confirmation",
            "You're booked: {{booking.service}}, {{booking.when}}",
            """
            Hi {{contact.first_name}},

            you are booked: {{booking.service}} on {{booking.when}} ({{booking.zone}} time).
            Your reference is {{booking.reference}}.

            See or cancel your booking here:
            {{booking.link}}

            {{workspace.name}}
            """));
    }
}
