using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// The ledger of stock: each movement goes on where the one before ended, none is altered or removed, and an item's quantity is what its
/// newest movement left.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261122025900_StockLedger")]
public sealed class StockLedger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TRIGGER "StockMovements_follow" BEFORE INSERT ON "StockMovements"
            BEGIN
              SELECT RAISE(ABORT, 'StockMovements_follow') WHERE NEW."Before" <> CASE WHEN NEW."Number" = 1 THEN 0 ELSE COALESCE(
                (SELECT "After" FROM "StockMovements" WHERE "ItemId" = NEW."ItemId" AND "Number" = NEW."Number" - 1), NEW."Before" + 1) END;
            END;
            """);
        migrationBuilder.Sql("""
            CREATE TRIGGER "StockMovements_stay_update" BEFORE UPDATE ON "StockMovements"
            BEGIN SELECT RAISE(ABORT, 'StockMovements_stay'); END;
            """);
        migrationBuilder.Sql("""
            CREATE TRIGGER "StockMovements_stay_delete" BEFORE DELETE ON "StockMovements"
            BEGIN SELECT RAISE(ABORT, 'StockMovements_stay'); END;
            """);
        migrationBuilder.Sql("""
            CREATE TRIGGER "InventoryItems_quantity" BEFORE UPDATE OF "Quantity", "Movements" ON "InventoryItems"
            WHEN NEW."Quantity" <> OLD."Quantity" OR NEW."Movements" <> OLD."Movements"
            BEGIN
              SELECT RAISE(ABORT, 'InventoryItems_quantity') WHERE NOT EXISTS (
                SELECT 1 FROM "StockMovements"
                WHERE "ItemId" = NEW."Id" AND "Number" = NEW."Movements" AND "After" = NEW."Quantity");
            END;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "InventoryItems_quantity";""");
        migrationBuilder.Sql("""DROP TRIGGER "StockMovements_stay_delete";""");
        migrationBuilder.Sql("""DROP TRIGGER "StockMovements_stay_update";""");
        migrationBuilder.Sql("""DROP TRIGGER "StockMovements_follow";""");
    }
}
