using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Inventory;

/// <summary>Whom the business buys from.</summary>
public sealed class Supplier : ILive
{
    public const int MaxNameLength = 100;

    private Supplier()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public string NameKey { get; private set; } = string.Empty;

    /// <summary>Where purchase orders go.</summary>
    public string? Email { get; private set; }

    public Instant CreatedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Supplier), Id);

    public static Supplier Create(CareOpsDb db, string name, EmailAddress? email)
    {
        var supplier = new Supplier { Id = db.NewId(), WorkspaceId = db.Workspace, CreatedAt = db.Now };
        supplier.Change(name, email);
        return supplier;
    }

    public static string KeyOf(string name) => name.ToLowerInvariant();

    public void Change(string name, EmailAddress? email) => (Name, NameKey, Email) = (name, KeyOf(name), email?.Value);
}
