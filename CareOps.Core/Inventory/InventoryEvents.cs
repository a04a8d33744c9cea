using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>An item fell to its threshold.</summary>
[EventName("stock.low")]
public sealed record StockLow(Guid ItemId, Guid AlertId) : IDomainEvent
{
    /// <summary>The alert's <see cref="StockAlert.Turn"/> then.</summary>
    public int Turn { get; init; } = 1;

    public Guid SubjectId => ItemId;
}

/// <summary>Nothing is left of an item.</summary>
[EventName("stock.out")]
public sealed record StockOut(Guid ItemId, Guid AlertId) : IDomainEvent
{
    /// <summary>The alert's <see cref="StockAlert.Turn"/> then.</summary>
    public int Turn { get; init; } = 1;

    public Guid SubjectId => ItemId;
}

/// <summary>Some of an item is there again where nothing was left, but it is still low.</summary>
[EventName("stock.eased")]
public sealed record StockEased(Guid ItemId, Guid AlertId) : IDomainEvent
{
    /// <summary>The alert's <see cref="StockAlert.Turn"/> then.</summary>
    public int Turn { get; init; } = 1;

    public Guid SubjectId => ItemId;
}

/// <summary>There is enough of an item again, or it is not to be watched any more.</summary>
[EventName("stock.restocked")]
public sealed record StockRestocked(Guid ItemId, Guid AlertId) : IDomainEvent
{
    public Guid SubjectId => ItemId;
}
