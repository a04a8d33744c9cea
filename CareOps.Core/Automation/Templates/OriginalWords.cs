using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Core.Automation.Templates;

/// <summary>
/// What the templates that every business has say, until it says it otherwise. The English mail is that of <see cref="FirstRules"/>.
/// </summary>
internal static class OriginalWords
{
    /// <summary>Null where there are none in that language. English ones there always are: at least those the rule came with.</summary>
    public static TemplateWords? Of(Rule rule, Channel channel, Language language) =>
        Of(rule.Trigger, channel, language) ?? (language == Language.English ? CameWith(rule, channel) : null);

    private static TemplateWords? Of(RuleTrigger trigger, Channel channel, Language language) => (channel, language) switch
    {
        (Channel.Sms, Language.English) => EnglishSms(trigger),
        (Channel.Sms, _) => GermanSms(trigger),
        (_, Language.German) => GermanMail(trigger),
        _ => null,
    };

    private static TemplateWords CameWith(Rule rule, Channel channel) => new(channel == Channel.Email ? rule.Subject : null, rule.Body);

    private static TemplateWords? EnglishSms(RuleTrigger trigger) => Sms(trigger switch
    {
        RuleTrigger.ContactCreated =>
            "Hi {{contact.first_name}}, thank you for your message. We will answer you soon. {{workspace.name}}",
        RuleTrigger.BookingCreated =>
            "You're booked: {{booking.service}}, {{booking.when}} ({{booking.reference}}). See, move or cancel: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingRequested =>
            "We received your request: {{booking.service}}, {{booking.when}} ({{booking.reference}}). We confirm it soon. {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingConfirmed =>
            "Confirmed: {{booking.service}}, {{booking.when}} ({{booking.reference}}). See, move or cancel: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingRescheduled =>
            "New time: {{booking.service}}, {{booking.when}} ({{booking.reference}}). See, move or cancel: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingCancelled =>
            "Cancelled: {{booking.service}}, {{booking.when}} ({{booking.reference}}). {{booking.cancel_reason}} Another time: {{workspace.booking_page}} {{workspace.name}}",
        RuleTrigger.WaitlistTimeOffered =>
            "A time is free: {{waitlist.service}}, {{waitlist.when}}. Kept for you until {{waitlist.until}}: {{waitlist.link}} {{workspace.name}}",
        _ => null,
    });

    private static TemplateWords? GermanSms(RuleTrigger trigger) => Sms(trigger switch
    {
        RuleTrigger.ContactCreated =>
            "Hallo {{contact.first_name}}, danke für Ihre Nachricht. Wir melden uns bald. {{workspace.name}}",
        RuleTrigger.BookingCreated =>
            "Gebucht: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Ansehen, verlegen, absagen: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingRequested =>
            "Ihre Anfrage ist da: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Wir bestätigen sie bald. {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingConfirmed =>
            "Bestätigt: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Ansehen, verlegen, absagen: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingRescheduled =>
            "Neue Zeit: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Ansehen, verlegen, absagen: {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingCancelled =>
            "Abgesagt: {{booking.service}}, {{booking.when}} ({{booking.reference}}). {{booking.cancel_reason}} Neuer Termin: {{workspace.booking_page}} {{workspace.name}}",
        RuleTrigger.WaitlistTimeOffered =>
            "Ein Termin ist frei: {{waitlist.service}}, {{waitlist.when}}. Für Sie frei bis {{waitlist.until}}: {{waitlist.link}} {{workspace.name}}",
        _ => null,
    });

    private static TemplateWords? GermanMail(RuleTrigger trigger) => trigger switch
    {
        RuleTrigger.ContactCreated => new(
            "Danke für Ihre Nachricht an {{workspace.name}}",
            """
            Hallo {{contact.first_name}},

            danke für Ihre Nachricht. Wir lesen sie und antworten Ihnen bald.

            Wenn Sie gleich einen Termin buchen möchten, geht das hier:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingCreated => new(
            "Ihr Termin: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            Ihr Termin ist gebucht: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}).
            Ihre Buchungsnummer ist {{booking.reference}}.

            Hier können Sie ihn ansehen, verlegen oder absagen:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingRequested => new(
            "Ihre Anfrage ist da: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            danke. Sie haben {{booking.service}} angefragt, {{booking.when}} (Zeit in {{booking.zone}}). Die Zeit ist für Sie
            reserviert. Sobald sie bestätigt ist, schreiben wir Ihnen wieder. Ihre Buchungsnummer ist {{booking.reference}}.

            Hier können Sie Ihre Anfrage ansehen, verlegen oder absagen:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingConfirmed => new(
            "Bestätigt: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            Ihre Anfrage ist bestätigt: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}).
            Ihre Buchungsnummer ist {{booking.reference}}.

            Hier können Sie Ihren Termin ansehen, verlegen oder absagen:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingRescheduled => new(
            "Neue Zeit: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            Ihr Termin hat eine neue Zeit: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}).
            Ihre Buchungsnummer bleibt {{booking.reference}}.

            Hier können Sie ihn ansehen, verlegen oder absagen:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingCancelled => new(
            "Abgesagt: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            Ihr Termin ist abgesagt: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}), {{booking.reference}}.

            {{booking.cancel_reason}}

            Eine andere Zeit finden Sie hier:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.WaitlistTimeOffered => new(
            "Ein Termin ist frei: {{waitlist.service}}, {{waitlist.when}}",
            """
            Hallo {{contact.first_name}},

            ein Termin ist frei geworden: {{waitlist.service}}, {{waitlist.when}} (Zeit in {{waitlist.zone}}).
            Er ist für Sie frei bis {{waitlist.until}}. Hier können Sie ihn nehmen oder freigeben:
            {{waitlist.link}}

            {{workspace.name}}
            """),
        _ => null,
    };

    private static TemplateWords? Sms(string? body) => body is null ? null : new TemplateWords(null, body);
}
