using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using CareOps.Core.Audit;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;

namespace CareOps.Web.Components.Settings;

/// <summary>Says what an entry of the audit log means: the deed, and each value before and after.</summary>
public static partial class AuditWords
{
    private const int LongestValue = 60;

    private static readonly Dictionary<string, string> Deeds = new(StringComparer.Ordinal)
    {
        ["workspace.created"] = "registered the business",
        ["workspace.exported"] = "exported all data",
        ["workspace.deleted"] = "asked for the workspace to be deleted",
        ["workspace.kept"] = "kept the workspace",
        ["business.changed"] = "changed the business",
        ["business.opened"] = "opened for bookings",
        ["business.closed"] = "closed for bookings",
        ["business.branded"] = "changed the colour",
        ["business.logo"] = "changed the logo",
        ["setup.industry"] = "chose the trade",
        ["setup.tested"] = "made the test booking",
        ["service.form_added"] = "added a form to a service",
        ["service.form_changed"] = "changed when a form of a service is sent",
        ["service.form_removed"] = "took a form off a service",
        ["service.form_gate"] = "changed what missing forms mean for a service",
        ["usage.changed"] = "changed what a service uses",
        ["hours.changed"] = "changed hours",
        ["hours.day_changed"] = "changed the hours of a day",
        ["time_off.set"] = "noted time off",
        ["time_off.removed"] = "removed time off",
        ["quiet_hours.changed"] = "changed quiet hours",
        ["stock.moved"] = "moved stock",
        ["stock.overdrawn"] = "took more than was there",
        ["provider.enabled"] = "switched a connection",
        ["rule.switched"] = "switched a rule",
        ["rule.template"] = "chose what a rule sends",
        ["template.taken_out"] = "took a template out of the archive",
        ["contact.consent"] = "changed what a contact agrees to",
        ["contact.unmerged"] = "took a merge back",
        ["automation.resumed"] = "resumed automation",
        ["holiday.saved"] = "noted a holiday",
        ["saved_reply.saved"] = "changed a saved reply",
        ["calendar_feed.made"] = "made a calendar feed",
        ["calendar_feed.stopped"] = "stopped a calendar feed",
        ["webhook.secret_changed"] = "changed a webhook's secret",
        ["booking.no_show"] = "marked a booking as a no-show",
    };

    private static readonly Dictionary<string, string> Things = new(StringComparer.Ordinal)
    {
        ["form_template"] = "a form",
        ["form"] = "a form",
        ["item"] = "a stock item",
        ["stock"] = "stock",
        ["day_hours"] = "the hours of a day",
        ["time_off"] = "time off",
        ["provider"] = "a connection",
        ["rule"] = "a rule",
        ["template"] = "a template",
        ["contact_field"] = "a contact field",
        ["saved_reply"] = "a saved reply",
        ["suppression"] = "an address to leave alone",
        ["order"] = "an order",
        ["invitation"] = "an invitation",
    };

    private static readonly HashSet<string> StockDeeds = new(["item", "stock", "usage", "order"], StringComparer.Ordinal);

    private static readonly HashSet<string> Quantities = new(["lowAt", "reorderQuantity", "quantity"], StringComparer.Ordinal);

    /// <summary>What can be looked for: the first word of the deeds.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new(string.Empty, "Everything"),
        new("booking", "Bookings"), new("business", "Business"), new("provider", "Channels"), new("contact", "Contacts"), new("conversation", "Conversations"),
        new("form_template", "Forms"), new("hours", "Hours"), new("item", "Stock items"), new("member", "Members"), new("order", "Orders"), new("rule", "Rules"), new("service", "Services"),
        new("setup", "Set-up"), new("stock", "Stock"), new("template", "Templates"), new("webhook", "Webhooks"), new("workspace", "Workspace"),
    ];

    /// <summary>As the rest of a sentence that begins with a name: "changed a service".</summary>
    public static string Of(string action)
    {
        if (Deeds.TryGetValue(action, out var deed))
        {
            return deed;
        }

        var parts = action.Split('.', 2);
        var thing = Things.GetValueOrDefault(parts[0]) ?? WithArticle(Spaced(parts[0]));
        var verb = Spaced(parts.ElementAtOrDefault(1) ?? "changed");
        return verb.EndsWith("ed", StringComparison.Ordinal) && !verb.Contains(' ', StringComparison.Ordinal) ? $"{verb} {thing}" : $"{thing}: {verb}";
    }

    /// <summary>What is different, a line for each: "Duration in minutes: 30, then 45".</summary>
    /// <param name="entry">What was noted.</param>
    /// <param name="currency">Of the amounts in it.</param>
    public static IReadOnlyList<string> Changes(AuditEntry entry, string currency)
    {
        var isStock = StockDeeds.Contains(entry.Action.Split('.')[0]);
        var (before, after) = (Read(entry.Before, isStock, currency), Read(entry.After, isStock, currency));
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
                .Select(key => Line(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .OfType<string>(),
        ];
    }

    private static string? Line(string key, string? before, string? after) => (before, after) switch
    {
        // Ids tell people nothing.
        _ when Guid.TryParse(before ?? after, out _) => null,
        (null, var now) => $"{NameOf(key)}: {now}",
        (var then, null) => $"{NameOf(key)}: {then}, now none",
        var (then, now) => $"{NameOf(key)}: {then}, then {now}",
    };

    private static Dictionary<string, string?> Read(string? json, bool isStock, string currency)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (json is null)
        {
            return values;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in document.RootElement.EnumerateObject())
            {
                values[property.Name] = Measured(property, isStock, currency) ?? Said(property.Value);
            }
        }
        else if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            values["entries"] = document.RootElement.GetArrayLength().ToString(CultureInfo.InvariantCulture);
        }

        return values;
    }

    // Kept as whole numbers: thousandths of a unit, hundredths of a currency.
    private static string? Measured(JsonProperty property, bool isStock, string currency) => property.Value.ValueKind switch
    {
        JsonValueKind.Number when property.Name.EndsWith("Minor", StringComparison.Ordinal) => new Money(property.Value.GetInt64(), currency).ToString(),
        JsonValueKind.Number when isStock && Quantities.Contains(property.Name) => Amounts.Say(property.Value.GetInt64()),
        _ => null,
    };

    private static string? Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => Text.Shorten(value.GetString()!, LongestValue),
        JsonValueKind.Array when value.EnumerateArray().All(static each => each.ValueKind is JsonValueKind.Number or JsonValueKind.String) =>
            Text.Shorten(string.Join(", ", value.EnumerateArray().Select(Said)), LongestValue),
        JsonValueKind.Array => value.GetArrayLength().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Object => "changed",
        _ => value.ToString(),
    };

    private static string NameOf(string key)
    {
        var words = Spaced(Capital().Replace(key, static match => $" {match.Value.ToLowerInvariant()}"));
        if (words.EndsWith(" minor", StringComparison.Ordinal))
        {
            words = words[..^" minor".Length];
        }

        if (words.EndsWith(" minutes", StringComparison.Ordinal))
        {
            words = $"{words[..^" minutes".Length]} in minutes";
        }

        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string WithArticle(string noun) => "aeiou".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    private static string Spaced(string words) => words.Replace('_', ' ');

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Capital();
}
