using CareOps.Core.Automation;
using CareOps.Core.Foundation;

namespace CareOps.Core.Onboarding.Industries;

/// <summary>What the trades' mails say to customers who read German.</summary>
internal static class GermanWords
{
    public static IReadOnlyList<IndustryWords> Of(string trade) => trade switch
    {
        "clinic" => Words(
            ("Ihre Nachricht ist angekommen", """
                Hallo {{contact.first_name}},

                danke für Ihre Nachricht. Jemand aus unserem Team liest sie und antwortet Ihnen, meist noch am selben Werktag.

                Wenn Sie lieber gleich einen Termin möchten, wählen Sie hier eine Zeit:
                {{workspace.booking_page}}

                Wenn es eilt, rufen Sie uns bitte an, statt zu warten. Im Notfall wählen Sie den Notruf.

                {{workspace.name}}
                """),
            ("Ihr Termin: {{booking.when}}", """
                Hallo {{contact.first_name}},

                wir erwarten Sie: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}) bei {{booking.member}}.

                Bitte kommen Sie fünf Minuten früher, und bringen Sie frühere Befunde und eine Liste Ihrer Medikamente mit. Wenn Sie Fieber haben
                oder erkältet sind, sagen Sie es uns vorher: Wir finden zusammen eine andere Zeit.

                Hier können Sie ihn verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Nach Ihrem Termin", """
                Hallo {{contact.first_name}},

                danke, dass Sie heute da waren. Wenn etwas von dem, was wir besprochen haben, unklar ist, oder wenn es Ihnen schlechter geht als
                vorher, antworten Sie einfach auf diese Nachricht.

                Ihr nächster Termin:
                {{workspace.booking_page}}

                Gute Besserung
                {{workspace.name}}
                """)),
        "salon" => Words(
            ("Danke für Ihre Nachricht", """
                Hallo {{contact.first_name}},

                schön, von Ihnen zu hören. Oft haben wir gerade die Schere in der Hand, darum dauert es ein wenig: Wir antworten zwischen zwei
                Terminen.

                Ein Bild von dem, was Sie sich vorstellen, hilft uns sehr. Schicken Sie es einfach als Antwort auf diese Nachricht.

                Oder wählen Sie gleich eine Zeit:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Bis bald: {{booking.when}}", """
                Hallo {{contact.first_name}},

                wir freuen uns auf Sie: {{booking.service}}, {{booking.when}}, bei {{booking.member}}.

                Sie verspäten sich oder können nicht kommen? Sagen Sie es uns früh, dann freut sich jemand anderes über Ihre Zeit:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Wie fühlt es sich an?", """
                Hallo {{contact.first_name}},

                danke, dass Sie da waren. Waschen Sie es einmal, leben Sie ein paar Tage damit, und wenn etwas nicht stimmt, antworten Sie auf
                diese Nachricht: Innerhalb von zehn Tagen bringen wir es kostenlos in Ordnung.

                Die meisten Schnitte brauchen nach sechs Wochen wieder eine Hand. Ihr nächster Termin:
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        "spa" => Words(
            ("Danke, dass Sie an {{workspace.name}} schreiben", """
                Hallo {{contact.first_name}},

                danke für Ihre Nachricht. Wir antworten, sobald es in den Behandlungsräumen wieder still ist, spätestens morgen.

                Wenn Sie schon wissen, was Ihnen guttut, wählen Sie hier eine Zeit:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Ihre Zeit für sich: {{booking.when}}", """
                Hallo {{contact.first_name}},

                Ihr Termin ({{booking.service}}) ist {{booking.when}}. Kommen Sie zehn Minuten früher, trinken Sie einen Tee, lassen Sie das Telefon
                im Schrank. Essen Sie vorher nur leicht, und sagen Sie uns bitte, wenn Sie schwanger sind oder sich nicht wohlfühlen.

                Etwas dazwischengekommen? Hier können Sie verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Lassen Sie es heute ruhig angehen", """
                Hallo {{contact.first_name}},

                danke, dass Sie bei uns waren. Trinken Sie viel Wasser, halten Sie sich warm, und schonen Sie sich bis morgen. Nach einer kräftigen
                Massage sind die Muskeln oft etwas empfindlich; das vergeht in zwei Tagen.

                Bis zum nächsten Mal:
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        "repair" => Words(
            ("Ihre Nachricht ist da", """
                Hallo {{contact.first_name}},

                danke. Damit wir Ihnen etwas Brauchbares sagen können, antworten Sie bitte mit Hersteller und Modell, was es tut oder nicht tut, und
                einem Foto, wenn es etwas zu sehen gibt. Sie hören innerhalb eines Werktags von uns.

                Oder bringen Sie es gleich vorbei; ein Kostenvoranschlag kostet nichts:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("{{booking.service}}: {{booking.when}}", """
                Hallo {{contact.first_name}},

                wir erwarten Sie: {{booking.service}}, {{booking.when}}. Bitte sichern Sie vorher Ihre Daten, und bringen Sie das Ladegerät mit, wenn
                der Fehler mit dem Strom zu tun hat.

                Hier können Sie verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Läuft es wieder?", """
                Hallo {{contact.first_name}},

                danke, dass Sie da waren. Auf unsere Reparaturen geben wir sechs Monate Garantie: Wenn derselbe Fehler wiederkommt, antworten Sie auf
                diese Nachricht, und wir kümmern uns zuerst darum.

                {{workspace.name}}
                """)),
        "tutoring" => Words(
            ("Danke für Ihre Nachricht", """
                Hallo {{contact.first_name}},

                danke, dass Sie schreiben. Nennen Sie uns das Fach, die Klasse und worum es geht, dann antworten wir bis morgen mit einem Vorschlag.

                Eine Probestunde kostet nichts. Wählen Sie hier eine Zeit:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Unterricht: {{booking.when}}", """
                Hallo {{contact.first_name}},

                die nächste Stunde ist {{booking.when}}: {{booking.service}} bei {{booking.member}}. Bitte Heft und Stift mitbringen, und alles, was
                seit dem letzten Mal schwierig war.

                Krank, oder auf Klassenfahrt? Bis einen Tag vorher können Sie hier kostenlos verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Bis zur nächsten Stunde", """
                Hallo {{contact.first_name}},

                danke für heute. Eine Viertelstunde morgen bewahrt mehr davon als eine Stunde am Abend vor der Arbeit. Fragen zwischendurch sind
                willkommen: einfach auf diese Nachricht antworten.

                Die nächste Stunde:
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        "fitness" => Words(
            ("Gut, dass du schreibst", """
                Hallo {{contact.first_name}},

                gut, dass du schreibst: Der erste Schritt ist getan. Wir antworten zwischen zwei Trainings, heute oder morgen.

                Das erste Training ist kostenlos und verpflichtet zu nichts. Wähle hier eine Zeit:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Training: {{booking.when}}", """
                Hallo {{contact.first_name}},

                bis bald: {{booking.service}}, {{booking.when}}. Bring saubere Schuhe, Wasser und ein Handtuch mit, und iss in den zwei Stunden davor
                nicht viel.

                Nicht fit? Dann ruh dich aus, und verlege hier:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Gut gemacht", """
                Hallo {{contact.first_name}},

                gut gemacht. Muskelkater morgen ist ein gutes Zeichen, stechender Schmerz nicht: Sag uns Bescheid, wenn du welchen hast. Trink, schlaf,
                und geh morgen spazieren.

                Wann sehen wir dich wieder?
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        "cleaning" => Words(
            ("Danke für Ihre Nachricht", """
                Hallo {{contact.first_name}},

                danke, dass Sie schreiben. Wenn Sie uns ungefähr sagen, wie groß es ist, wie viele Bäder es gibt und wie oft wir kommen sollen, nennen
                wir Ihnen bis morgen einen Preis.

                Oder wir kommen kostenlos vorbei und sehen es uns an:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Wir kommen: {{booking.when}}", """
                Hallo {{contact.first_name}},

                wir kommen {{booking.when}}: {{booking.service}}. Bitte sorgen Sie dafür, dass wir hineinkommen, räumen Sie Zerbrechliches weg, und
                lassen Sie Tiere in einem anderen Zimmer. Reinigungsmittel und Tücher bringen wir mit.

                Passt ein anderer Tag besser? Hier können Sie verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Alles sauber", """
                Hallo {{contact.first_name}},

                wir sind fertig. Wenn wir etwas übersehen haben, sagen Sie es uns innerhalb eines Tages als Antwort auf diese Nachricht: Wir kommen
                wieder und kümmern uns darum.

                Der nächste Besuch:
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        "consulting" => Words(
            ("Danke für Ihre Anfrage", """
                Hallo {{contact.first_name}},

                danke für Ihre Anfrage. Ein Mensch liest sie und behandelt sie vertraulich. Sie haben innerhalb eines Werktags eine Antwort.

                Um zuerst darüber zu sprechen, wählen Sie eine Zeit für ein Gespräch; es kostet nichts:
                {{workspace.booking_page}}

                {{workspace.name}}
                """),
            ("Unser Termin: {{booking.when}}", """
                Hallo {{contact.first_name}},

                eine kurze Erinnerung an unseren Termin: {{booking.service}}, {{booking.when}} (Zeit in {{booking.zone}}) mit {{booking.member}}. Wenn
                wir Unterlagen kennen sollten, schicken Sie sie als Antwort auf diese Nachricht.

                Hier können Sie ihn verlegen oder absagen:
                {{booking.link}}

                {{workspace.name}}
                """),
            ("Danke für das Gespräch", """
                Hallo {{contact.first_name}},

                danke für Ihre Zeit. Innerhalb von zwei Tagen erhalten Sie unsere Zusammenfassung. Bis dahin: Welche Frage ist offen geblieben?
                Antworten Sie einfach auf diese Nachricht.

                So geht es weiter:
                {{workspace.booking_page}}

                {{workspace.name}}
                """)),
        _ => [],
    };

    private static IReadOnlyList<IndustryWords> Words(
        (string Subject, string Body) welcome, (string Subject, string Body) reminder, (string Subject, string Body) thanks) =>
    [
        new(RuleTrigger.ContactCreated, welcome.Subject, welcome.Body) { Language = Language.German },
        new(RuleTrigger.BookingAhead, reminder.Subject, reminder.Body) { Language = Language.German },
        new(RuleTrigger.BookingCompleted, thanks.Subject, thanks.Body) { Language = Language.German },
    ];
}
