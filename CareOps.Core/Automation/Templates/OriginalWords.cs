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
        (_, Language.German) when GermanMail(trigger) is { } mail => mail with { Body = Text.Unwrap(mail.Body) },
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
        RuleTrigger.BookingReopened =>
            "Not cancelled after all: {{booking.service}}, {{booking.when}} ({{booking.reference}}). The cancellation was a mistake: {{booking.standing}}. {{booking.link}} {{workspace.name}}",
        RuleTrigger.WaitlistTimeOffered =>
            "A time is free: {{waitlist.service}}, {{waitlist.when}}. Kept for you until {{waitlist.until}}: {{waitlist.link}} {{workspace.name}}",
        RuleTrigger.BookingAhead =>
            "Reminder: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Something came up? {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingCompleted =>
            "Thank you for coming, {{contact.first_name}}. Book your next time: {{workspace.booking_page}} {{workspace.name}}",
        RuleTrigger.FormsAsked =>
            "Before your appointment, please fill in {{forms.names}}: {{forms.links}} {{workspace.name}}",
        RuleTrigger.FormOpen =>
            "Reminder: please fill in {{forms.names}}: {{forms.links}} {{workspace.name}}",
        RuleTrigger.FormSubmitted =>
            "Thank you, we received {{forms.names}}. {{workspace.name}}",
        RuleTrigger.StockLow =>
            "Low: {{item.name}}, {{item.left}} left. {{item.link}}",
        RuleTrigger.StockOut =>
            "Out of stock: {{item.name}}. {{item.link}}",
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
        RuleTrigger.BookingReopened =>
            "Doch nicht abgesagt: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Die Absage war ein Versehen: {{booking.standing}}. {{booking.link}} {{workspace.name}}",
        RuleTrigger.WaitlistTimeOffered =>
            "Ein Termin ist frei: {{waitlist.service}}, {{waitlist.when}}. Für Sie frei bis {{waitlist.until}}: {{waitlist.link}} {{workspace.name}}",
        RuleTrigger.BookingAhead =>
            "Erinnerung: {{booking.service}}, {{booking.when}} ({{booking.reference}}). Etwas dazwischengekommen? {{booking.link}} {{workspace.name}}",
        RuleTrigger.BookingCompleted =>
            "Danke für Ihren Besuch, {{contact.first_name}}. Ihr nächster Termin: {{workspace.booking_page}} {{workspace.name}}",
        RuleTrigger.FormsAsked =>
            "Bitte füllen Sie vor Ihrem Termin {{forms.names}} aus: {{forms.links}} {{workspace.name}}",
        RuleTrigger.FormOpen =>
            "Erinnerung: Bitte füllen Sie {{forms.names}} aus: {{forms.links}} {{workspace.name}}",
        RuleTrigger.FormSubmitted =>
            "Danke, wir haben {{forms.names}} erhalten. {{workspace.name}}",
        RuleTrigger.StockLow =>
            "Knapp: {{item.name}}, noch {{item.left}}. {{item.link}}",
        RuleTrigger.StockOut =>
            "Ausgegangen: {{item.name}}. {{item.link}}",
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
        RuleTrigger.BookingReopened => new(
            "Doch nicht abgesagt: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            wir hatten Ihnen eine Absage geschickt. Das war ein Versehen: {{booking.standing}}.
            {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}). Ihre Buchungsnummer bleibt {{booking.reference}}.

            Hier können Sie ihn ansehen, verlegen oder absagen:
            {{booking.link}}

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
        RuleTrigger.BookingAhead => new(
            "Erinnerung: {{booking.service}}, {{booking.when}}",
            """
            Hallo {{contact.first_name}},

            wir freuen uns auf Sie: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}).
            Ihre Buchungsnummer ist {{booking.reference}}.

            Ist etwas dazwischengekommen? Hier können Sie Ihren Termin verlegen oder absagen:
            {{booking.link}}

            {{workspace.name}}
            """),
        RuleTrigger.BookingCompleted => new(
            "Danke für Ihren Besuch bei {{workspace.name}}",
            """
            Hallo {{contact.first_name}},

            danke, dass Sie da waren. Wenn Sie uns etwas sagen möchten, antworten Sie einfach auf diese Nachricht.

            Hier buchen Sie Ihren nächsten Termin:
            {{workspace.booking_page}}

            {{workspace.name}}
            """),
        RuleTrigger.FormsAsked => new(
            "{{workspace.name}}: Bitte füllen Sie {{forms.names}} aus",
            """
            Hallo {{contact.first_name}},

            bitte füllen Sie vor Ihrem Termin ({{forms.booking}}) {{forms.names}} aus. Es dauert nur wenige Minuten:

            {{forms.list}}

            Sie können jederzeit aufhören und später weitermachen, auch auf einem anderen Gerät.

            {{workspace.name}}
            """),
        RuleTrigger.FormOpen => new(
            "Erinnerung: Bitte füllen Sie {{forms.names}} aus",
            """
            Hallo {{contact.first_name}},

            es fehlt uns noch {{forms.names}}. Es dauert nur wenige Minuten:

            {{forms.list}}

            Sie können jederzeit aufhören und später weitermachen, auch auf einem anderen Gerät.

            {{workspace.name}}
            """),
        RuleTrigger.FormSubmitted => new(
            "Erhalten: {{forms.names}}",
            """
            Hallo {{contact.first_name}},

            danke, wir haben {{forms.names}} erhalten. Sie brauchen nichts weiter zu tun.

            {{workspace.name}}
            """),
        RuleTrigger.StockLow => new(
            "Knapp: {{item.name}}, noch {{item.left}}",
            """
            {{item.name}} wird knapp: Es ist noch {{item.left}} da, der Mindestbestand ist {{item.threshold}}.

            {{item.supplier}}

            Ansehen oder nachbestellen:
            {{item.link}}
            """),
        RuleTrigger.StockOut => new(
            "Ausgegangen: {{item.name}}",
            """
            Von {{item.name}} ist nichts mehr da.

            {{item.supplier}}

            Ansehen oder nachbestellen:
            {{item.link}}
            """),
        _ => null,
    };

    private static TemplateWords? Sms(string? body) => body is null ? null : new TemplateWords(null, body);
}
