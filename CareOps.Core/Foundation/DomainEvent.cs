namespace CareOps.Core.Foundation;

/// <summary>A fact of the business, stored in the transaction that made it true. Holds ids, never personal data.</summary>
public interface IDomainEvent
{
    /// <summary>The one thing the event is about; events of one subject are handled in order.</summary>
    Guid SubjectId { get; }
}

/// <summary>The stable name and version under which an event is stored; both outlive the class's own name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventNameAttribute(string name, int version = 1) : Attribute
{
    public string Name { get; } = name;

    public int Version { get; } = version;
}
