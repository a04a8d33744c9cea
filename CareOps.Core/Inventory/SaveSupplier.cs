using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

/// <summary>Adds a supplier (<paramref name="Id"/> null) or changes one.</summary>
[Requires(Right.ManageInventory)]
public sealed record SaveSupplier(Guid? Id, string? Name, string? Email);

public sealed class SaveSupplierHandler(IWriteDoor door) : Handler<SaveSupplier, Supplier>(door)
{
    protected override IEnumerable<Error> Check(SaveSupplier command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "the supplier's name", Supplier.MaxNameLength);
        errors.Email(command.Email, nameof(command.Email), required: false);
        return errors.All;
    }

    protected override async Task<Result<Supplier>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveSupplier command, CancellationToken cancellationToken)
    {
        await db.LockAsync($"suppliers:{db.Workspace}", cancellationToken);
        var (name, email) = (Text.Line(command.Name)!, EmailAddress.Parse(command.Email));
        var key = Supplier.KeyOf(name);
        var found = command.Id is null ? null : await db.Suppliers().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (command.Id is not null && found is null)
        {
            return InventoryErrors.SupplierNotFound;
        }

        if (await db.Suppliers().AnyAsync(row => row.NameKey == key && row.Id != command.Id, cancellationToken))
        {
            return InventoryErrors.SupplierTaken;
        }

        var before = found is null ? null : new { found.Name };
        var supplier = found ?? Supplier.Create(db, name, email);
        if (found is null)
        {
            db.Add(supplier);
        }

        supplier.Change(name, email);
        db.Audit(caller, found is null ? "supplier.added" : "supplier.changed", supplier.Id, before, new { supplier.Name });
        return supplier;
    }
}
