using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Inventory;

// That a quantity follows its ledger, and that the ledger is never altered, is held by triggers: see the migrations.
internal sealed class InventoryItemConfiguration : IEntityTypeConfiguration<InventoryItem>
{
    public void Configure(EntityTypeBuilder<InventoryItem> builder)
    {
        builder.ToTable("InventoryItems", table =>
        {
            table.HasCheckConstraint("CK_InventoryItems_LowAt", "\"LowAt\" >= 0 AND (\"ReorderQuantity\" IS NULL OR \"ReorderQuantity\" > 0)");
            table.HasCheckConstraint("CK_InventoryItems_Movements", "\"Movements\" >= 0 AND (\"Movements\" > 0 OR \"Quantity\" = 0)");
        });
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Name).HasMaxLength(InventoryItem.MaxNameLength);
        builder.Property(item => item.NameKey).HasMaxLength(InventoryItem.MaxNameLength);
        builder.Property(item => item.Sku).HasMaxLength(InventoryItem.MaxSkuLength);
        builder.Property(item => item.Category).HasMaxLength(InventoryItem.MaxCategoryLength);
        builder.Property(item => item.Unit).HasMaxLength(InventoryItem.MaxUnitLength);
        builder.HasIndex(item => new { item.WorkspaceId, item.NameKey }).IsUnique();
        builder.HasIndex(item => new { item.WorkspaceId, item.Sku }).IsUnique().HasFilter("\"Sku\" IS NOT NULL");
        builder.HasIndex(item => new { item.WorkspaceId, item.NameKey }, "IX_InventoryItems_Low").HasFilter("\"AlertId\" IS NOT NULL");
        builder.HasOne<Supplier>().WithMany().HasForeignKey(item => item.SupplierId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockMovementConfiguration : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> builder)
    {
        builder.ToTable("StockMovements", table =>
        {
            table.HasCheckConstraint("CK_StockMovements_Balance", "\"After\" = \"Before\" + \"Change\"");
            table.HasCheckConstraint(
                "CK_StockMovements_Negative", "\"After\" >= 0 OR \"Change\" >= 0 OR \"OverrideReason\" IS NOT NULL");
            table.HasCheckConstraint(
                "CK_StockMovements_Kind",
                "CASE WHEN \"Kind\" IN ('Received', 'Returned') THEN \"Change\" > 0"
                + " WHEN \"Kind\" IN ('Used', 'Wasted') THEN \"Change\" < 0 WHEN \"Kind\" = 'Counted' THEN \"After\" >= 0 ELSE \"Change\" <> 0 END");
        });
        builder.Property(movement => movement.Id).ValueGeneratedNever();
        builder.Property(movement => movement.Reason).HasMaxLength(StockMovement.MaxReasonLength);
        builder.Property(movement => movement.OverrideReason).HasMaxLength(StockMovement.MaxReasonLength);
        builder.HasIndex(movement => new { movement.ItemId, movement.Number }).IsUnique();
        builder.HasIndex(movement => movement.BookingId).HasFilter("\"BookingId\" IS NOT NULL");
        builder.HasIndex(movement => new { movement.WorkspaceId, movement.At }, "IX_StockMovements_Used");
        builder.HasIndex(movement => movement.OrderId).HasFilter("\"OrderId\" IS NOT NULL");
        builder.HasOne<InventoryItem>().WithMany().HasForeignKey(movement => movement.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(movement => movement.BookingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PurchaseOrder>().WithMany().HasForeignKey(movement => movement.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockAlertConfiguration : IEntityTypeConfiguration<StockAlert>
{
    public void Configure(EntityTypeBuilder<StockAlert> builder)
    {
        builder.ToTable("StockAlerts");
        builder.Property(alert => alert.Id).ValueGeneratedNever();

        // One crossing is told once.
        builder.HasIndex(alert => alert.ItemId, "IX_StockAlerts_Open").IsUnique().HasFilter("\"ResolvedAt\" IS NULL");
        builder.HasIndex(alert => new { alert.ItemId, alert.Id });
        builder.HasIndex(alert => new { alert.WorkspaceId, alert.Id });
        builder.HasOne<InventoryItem>().WithMany().HasForeignKey(alert => alert.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCountConfiguration : IEntityTypeConfiguration<StockCount>
{
    public void Configure(EntityTypeBuilder<StockCount> builder)
    {
        builder.ToTable("StockCounts", table => table.HasCheckConstraint("CK_StockCounts_Counted", "\"Counted\" >= 0"));
        builder.HasKey(count => count.ItemId);
        builder.Property(count => count.ItemId).ValueGeneratedNever();
        builder.HasIndex(count => count.WorkspaceId);
        builder.HasOne<InventoryItem>().WithOne().HasForeignKey<StockCount>(count => count.ItemId);
    }
}

internal sealed class ServiceUsageConfiguration : IEntityTypeConfiguration<ServiceUsage>
{
    public void Configure(EntityTypeBuilder<ServiceUsage> builder)
    {
        builder.ToTable("ServiceUsages", table => table.HasCheckConstraint("CK_ServiceUsages_Quantity", "\"Quantity\" > 0"));
        builder.HasKey(usage => new { usage.ServiceId, usage.ItemId });
        builder.HasIndex(usage => usage.ItemId);
        builder.HasIndex(usage => usage.WorkspaceId);
        builder.HasOne<Service>().WithMany().HasForeignKey(usage => usage.ServiceId);
        builder.HasOne<InventoryItem>().WithMany().HasForeignKey(usage => usage.ItemId);
    }
}

internal sealed class SupplierConfiguration : IEntityTypeConfiguration<Supplier>
{
    public void Configure(EntityTypeBuilder<Supplier> builder)
    {
        builder.ToTable("Suppliers");
        builder.Property(supplier => supplier.Id).ValueGeneratedNever();
        builder.Property(supplier => supplier.Name).HasMaxLength(Supplier.MaxNameLength);
        builder.Property(supplier => supplier.NameKey).HasMaxLength(Supplier.MaxNameLength);
        builder.Property(supplier => supplier.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(supplier => new { supplier.WorkspaceId, supplier.NameKey }).IsUnique();
    }
}

internal sealed class PurchaseOrderConfiguration : IEntityTypeConfiguration<PurchaseOrder>
{
    public void Configure(EntityTypeBuilder<PurchaseOrder> builder)
    {
        builder.ToTable("PurchaseOrders", table => table.HasCheckConstraint(
            "CK_PurchaseOrders_Status", "(\"Status\" IN ('Received', 'Cancelled')) = (\"EndedAt\" IS NOT NULL)"));
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.Property(order => order.SentTo).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(order => new { order.WorkspaceId, order.Number }).IsUnique();
        builder.HasIndex(order => new { order.SupplierId, order.Status });
        builder.HasOne<Supplier>().WithMany().HasForeignKey(order => order.SupplierId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PurchaseOrderLineConfiguration : IEntityTypeConfiguration<PurchaseOrderLine>
{
    public void Configure(EntityTypeBuilder<PurchaseOrderLine> builder)
    {
        builder.ToTable("PurchaseOrderLines", table => table.HasCheckConstraint(
            "CK_PurchaseOrderLines_Quantity", "\"Quantity\" > 0 AND \"Received\" >= 0"));
        builder.Property(line => line.Id).ValueGeneratedNever();
        builder.HasIndex(line => new { line.OrderId, line.ItemId }).IsUnique();
        builder.HasIndex(line => line.ItemId, "IX_PurchaseOrderLines_Open").HasFilter("\"IsOpen\"");
        builder.HasOne<PurchaseOrder>().WithMany().HasForeignKey(line => line.OrderId);
        builder.HasOne<InventoryItem>().WithMany().HasForeignKey(line => line.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
