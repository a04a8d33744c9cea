using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inventory;

public static class InventoryTables
{
    public static DbSet<InventoryItem> InventoryItems(this CareOpsDb db) => db.Set<InventoryItem>();

    public static DbSet<StockMovement> StockMovements(this CareOpsDb db) => db.Set<StockMovement>();

    public static DbSet<StockAlert> StockAlerts(this CareOpsDb db) => db.Set<StockAlert>();

    public static DbSet<StockCount> StockCounts(this CareOpsDb db) => db.Set<StockCount>();

    public static DbSet<ServiceUsage> ServiceUsages(this CareOpsDb db) => db.Set<ServiceUsage>();

    public static DbSet<Supplier> Suppliers(this CareOpsDb db) => db.Set<Supplier>();

    public static DbSet<PurchaseOrder> PurchaseOrders(this CareOpsDb db) => db.Set<PurchaseOrder>();

    public static DbSet<PurchaseOrderLine> PurchaseOrderLines(this CareOpsDb db) => db.Set<PurchaseOrderLine>();
}
