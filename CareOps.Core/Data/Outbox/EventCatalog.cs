using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

using CareOps.Core.Foundation;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Data.Outbox;

/// <summary>Which class an event's stored name and version mean, and how its fields are written.</summary>
public static class EventCatalog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new InstantJson(), new WorkspaceIdJson(), new MemberIdJson(), new JsonStringEnumConverter() },
    };

    private static readonly FrozenDictionary<(string Name, int Version), Type> ByName = typeof(EventCatalog).Assembly
        .GetTypes()
        .Where(static type => typeof(IDomainEvent).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
        .ToFrozenDictionary(static type => Declared(type));

    private static readonly FrozenDictionary<Type, (string Name, int Version)> Names =
        ByName.ToFrozenDictionary(static named => named.Value, static named => named.Key);

    public static IEnumerable<Type> All => ByName.Values;

    /// <exception cref="InvalidOperationException">The event has no <see cref="EventNameAttribute"/>.</exception>
    public static (string Name, int Version) NameOf(Type type) => Names.TryGetValue(type, out var name) ? name : Declared(type);

    public static string Write(IDomainEvent domainEvent) => JsonSerializer.Serialize(domainEvent, domainEvent.GetType(), Json);

    /// <exception cref="InvalidOperationException">No class of this version of the program bears that name.</exception>
    public static IDomainEvent Read(OutboxEvent stored) =>
        ByName.TryGetValue((stored.Name, stored.Version), out var type)
            ? (IDomainEvent)JsonSerializer.Deserialize(stored.Payload, type, Json)!
            : throw new InvalidOperationException($"No event is called {stored.Name}, version {stored.Version}.");

    private static (string Name, int Version) Declared(Type type)
    {
        var name = type.GetCustomAttribute<EventNameAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} has no stored name.");
        return (name.Name, name.Version);
    }

    private sealed class InstantJson : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    private sealed class WorkspaceIdJson : JsonConverter<WorkspaceId>
    {
        public override WorkspaceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, WorkspaceId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class MemberIdJson : JsonConverter<MemberId>
    {
        public override MemberId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, MemberId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
