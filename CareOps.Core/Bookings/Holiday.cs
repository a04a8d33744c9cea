using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Bookings;

/// <summary>A date on which the business is closed, unless a member's own hours for that date open it.</summary>
public sealed class Holiday : ILive, IPartOfSchedule
{
    public const int MaxNameLength = 80;

    private Holiday()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public LocalDate Date { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public LiveSubject LiveSubject => new(nameof(Holiday), Id);

    public static Holiday Of(CareOpsDb db, LocalDate date, string name) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Date = date,
        Name = name,
    };
}
