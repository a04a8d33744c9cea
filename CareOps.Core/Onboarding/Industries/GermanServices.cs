namespace CareOps.Core.Onboarding.Industries;

/// <summary>What the trades' services are called where customers read German.</summary>
internal static class GermanServices
{
    private static readonly IReadOnlyDictionary<string, ServiceWords> All = new Dictionary<string, ServiceWords>(StringComparer.Ordinal)
    {
        ["clinic/first"] = new(
            "Ersttermin",
            "Wir nehmen Ihre Vorgeschichte auf, untersuchen Sie und besprechen, wie es weitergeht. Bitte bringen Sie frühere Befunde und eine Liste Ihrer Medikamente mit."),
        ["clinic/follow-up"] = new("Folgetermin", "Wir sehen, wie es Ihnen geht, und setzen die Behandlung fort."),
        ["clinic/treatment"] = new("Behandlung", "Behandlung mit den Händen, wie beim Ersttermin besprochen."),
        ["clinic/video"] = new("Videosprechstunde", "Ein Gespräch per Video: Ergebnisse, Fragen, nächste Schritte. Wir schicken Ihnen den Link."),

        ["salon/cut"] = new("Schneiden und Föhnen", "Beratung, Waschen, Schneiden und Föhnen."),
        ["salon/short-cut"] = new("Kurzhaarschnitt", "Mit Maschine oder Schere, mit Waschen und sauberem Nacken."),
        ["salon/colour"] = new(
            "Färben und Schneiden", "Ansatz oder ganze Farbe, danach Schneiden und Föhnen. Zum ersten Mal Farbe bei uns? Zwei Tage vorher machen wir einen Hauttest."),
        ["salon/highlights"] = new(
            "Strähnen", "Folien, Glanz und Föhnen. Sagen Sie uns, was mit Ihrem Haar schon gemacht wurde, damit wir genug Zeit einplanen."),
        ["salon/fringe"] = new("Pony schneiden", "Zwischen zwei Schnitten, ohne Waschen."),

        ["spa/massage-60"] = new("Entspannungsmassage, 60 Minuten", "Warmes Öl, ruhige Griffe, kein Gespräch, wenn Sie keines möchten."),
        ["spa/massage-90"] = new("Entspannungsmassage, 90 Minuten", "Rücken, Beine, Arme, Nacken und Kopf, ohne Eile."),
        ["spa/deep"] = new("Tiefengewebsmassage", "Feste Arbeit an dem, was verspannt ist. Sagen Sie uns, was schmerzt."),
        ["spa/facial"] = new("Gesichtsbehandlung", "Reinigung, Peeling, Maske und Massage, passend zu Ihrer Haut."),
        ["spa/couple"] = new("Massage zu zweit", "Nebeneinander in einem Raum. Wir bestätigen den Termin, sobald wir beide frei sind."),

        ["repair/drop-off"] = new(
            "Abgabe und Kostenvoranschlag", "Bringen Sie das Gerät vorbei. Wir sehen es gemeinsam an und sagen Ihnen, was es kostet, bevor etwas gemacht wird."),
        ["repair/screen"] = new(
            "Displaytausch", "Sie können darauf warten. Der Preis gilt für die üblichen Modelle; wenn Ihres mehr kostet, sagen wir es vor Beginn."),
        ["repair/battery"] = new("Akkutausch", "Sie können darauf warten, mit einem Test des neuen Akkus."),
        ["repair/diagnosis"] = new("Fehlersuche", "Für Fehler, die kommen und gehen. Kostenlos, wenn Sie bei uns reparieren lassen."),
        ["repair/pick-up"] = new("Abholung", "Ihre Reparatur ist fertig: Wir zeigen Ihnen, dass alles funktioniert."),

        ["tutoring/trial"] = new("Probestunde", "Wir lernen uns kennen, sehen, wo die Schülerin oder der Schüler steht, und machen einen Plan. Sie kostet nichts."),
        ["tutoring/lesson-60"] = new("Einzelstunde, 60 Minuten", "Eine Person, ein Fach. Bitte bringen Sie das Heft und die letzten Arbeiten mit."),
        ["tutoring/lesson-90"] = new("Einzelstunde, 90 Minuten", "Für Ältere und vor Prüfungen."),
        ["tutoring/online"] = new("Onlinestunde", "Per Video mit gemeinsamer Tafel. Wir schicken Ihnen den Link."),
        ["tutoring/group"] = new("Prüfungsgruppe", "Bis zu sechs Personen arbeiten frühere Prüfungen durch."),

        ["fitness/intro"] = new(
            "Erstes Training", "Wo Sie stehen, wohin Sie wollen, und ein kurzer Test, wie Sie sich bewegen. Bitte kommen Sie in bequemer Kleidung."),
        ["fitness/personal"] = new("Personal Training", "Eine Trainerin oder ein Trainer, ein Plan: Ihrer."),
        ["fitness/duo"] = new("Training zu zweit", "Trainieren Sie gemeinsam mit Partnerin, Partner oder Freunden."),
        ["fitness/class"] = new("Kurs in kleiner Gruppe", "Kraft und Ausdauer für bis zu acht Personen. Wer neu anfängt, ist willkommen."),
        ["fitness/check"] = new("Zwischenstand", "Wir messen noch einmal und passen den Plan an."),

        ["cleaning/visit"] = new("Besichtigung und Angebot", "Wir kommen vorbei, sehen uns an, was zu tun ist, und nennen einen festen Preis."),
        ["cleaning/regular"] = new("Unterhaltsreinigung, 2 Stunden", "Küche, Bad, Böden und Staub. Wir bringen alles mit."),
        ["cleaning/thorough"] = new("Grundreinigung, 4 Stunden", "Alles, auch dahinter und darunter: Schränke, Fliesen, Geräte."),
        ["cleaning/moving"] = new(
            "Endreinigung beim Auszug", "Damit die Wohnung übergeben werden kann. Preis bis 80 Quadratmeter; wir bestätigen ihn, sobald wir die Größe kennen."),
        ["cleaning/windows"] = new("Fensterreinigung, 2 Stunden", "Innen und außen, Rahmen und Bänke, soweit sie sicher zu erreichen sind."),

        ["consulting/intro"] = new("Kennenlerngespräch", "Worum es geht, ob wir die Richtigen sind und was es braucht. Kostenlos."),
        ["consulting/session"] = new("Beratung", "Wir gehen Ihre Frage durch und halten fest, was zu tun ist. Eine Zusammenfassung folgt innerhalb von zwei Tagen."),
        ["consulting/video"] = new("Beratung per Video", "Dasselbe per Video. Wir schicken Ihnen den Link."),
        ["consulting/workshop"] = new("Workshop, halber Tag", "Mit Ihrem Team, bei Ihnen oder bei uns. Wir bestätigen ihn, sobald wir über das Ziel gesprochen haben."),
    };

    /// <exception cref="KeyNotFoundException">A service has no German name.</exception>
    public static ServiceWords Of(string trade, string service) => All[$"{trade}/{service}"];
}
