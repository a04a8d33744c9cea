using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>What a member can be refused around stock.</summary>
public static class InventoryErrors
{
    /// <summary>The code of a refusal that a reason overrides.</summary>
    public const string ShortCode = "stock.short";

    public static readonly Error ItemNotFound = Error.NotFound("item");

    public static readonly Error SupplierNotFound = Error.NotFound("supplier");

    public static readonly Error OrderNotFound = Error.NotFound("purchase order");

    public static readonly Error NameTaken =
        new("item.name", "There is an item of this name already.", ErrorKind.Conflict, "Name");

    public static readonly Error SkuTaken = new("item.sku", "Another item has this number already.", ErrorKind.Conflict, "Sku");

    public static readonly Error SupplierTaken =
        new("supplier.name", "There is a supplier of this name already.", ErrorKind.Conflict, "Name");

    public static readonly Error Archived =
        new("item.archived", "This item is archived. Bring it back first.", ErrorKind.Conflict);

    public static readonly Error NothingChanges =
        new("stock.same", "Enter how much came or went.", ErrorKind.Invalid, "Quantity");

    public static readonly Error ReasonMissing =
        new("stock.reason", "Say why, so that the others understand it later.", ErrorKind.Invalid, "Reason");

    public static Error TooLittle(InventoryItem item, long needed) => new(
        ShortCode,
        $"{item.Name}: {Left(item)}, and this takes {Amounts.Say(needed, item.Unit)}. Enter what was really taken, or say why it is more than was counted.",
        ErrorKind.Conflict,
        "Quantity");

    private static string Left(InventoryItem item) => item switch
    {
        { IsCounted: false } => "nobody has counted it yet",
        { Quantity: <= 0 } => "nothing is left",
        _ => $"only {Amounts.Say(item.Quantity, item.Unit)} left",
    };
}
