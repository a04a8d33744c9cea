using System.Text.Json;

namespace CareOps.Web.Webhooks;

/// <summary>Texts in a JSON object that may hold anything.</summary>
internal static class JsonText
{
    public static string? Of(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair can't be read as text.
            return null;
        }
    }

    public static IReadOnlyList<string> List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)]
            : [];
}
