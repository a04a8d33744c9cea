using System.Text.Json;

namespace CareOps.Web.Webhooks;

/// <summary>Texts in a JSON object that may hold anything.</summary>
internal static class JsonText
{
    public static string? Of(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? Of(value) : null;

    public static IReadOnlyList<string> List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(Of).OfType<string>()]
            : [];

    /// <summary>The texts of an object that is written as text itself; none where it is something else.</summary>
    public static IReadOnlyDictionary<string, string> All(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? string.Empty);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject()
                    .Select(static property => (property.Name, Value: Of(property.Value))).Where(static each => each.Value is not null)
                    .DistinctBy(static each => each.Name, StringComparer.Ordinal)
                    .ToDictionary(static each => each.Name, static each => each.Value!, StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    private static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair can't be read as text.
            return null;
        }
    }
}
