using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>
/// The ledger of stock: each movement goes on where the one before ended, none is altered or removed, and an item's quantity is what its
/// newest movement left.
/// </summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261122025900_StockLedger")]
public sealed class StockLedger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE FUNCTION "StockMovements_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          -- In brackets: IF ends at the first THEN outside of them.
          IF NEW."Before" <> (CASE WHEN NEW."Number" = 1 THEN 0 ELSE COALESCE(
            (SELECT "After" FROM "StockMovements" WHERE "ItemId" = NEW."ItemId" AND "Number" = NEW."Number" - 1), NEW."Before" + 1) END) THEN
            RAISE EXCEPTION 'StockMovements_follow' USING ERRCODE = 'check_violation', CONSTRAINT = 'StockMovements_follow';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER "StockMovements_follow" BEFORE INSERT ON "StockMovements"
          FOR EACH ROW EXECUTE FUNCTION "StockMovements_follow"();

        CREATE FUNCTION "StockMovements_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'StockMovements_stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'StockMovements_stay';
        END $$;
        CREATE TRIGGER "StockMovements_stay" BEFORE UPDATE OR DELETE ON "StockMovements"
          FOR EACH ROW EXECUTE FUNCTION "StockMovements_stay"();

        CREATE FUNCTION "InventoryItems_quantity"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (
            SELECT 1 FROM "StockMovements" WHERE "ItemId" = NEW."Id" AND "Number" = NEW."Movements" AND "After" = NEW."Quantity") THEN
            RAISE EXCEPTION 'InventoryItems_quantity' USING ERRCODE = 'check_violation', CONSTRAINT = 'InventoryItems_quantity';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER "InventoryItems_quantity" BEFORE UPDATE OF "Quantity", "Movements" ON "InventoryItems"
          FOR EACH ROW WHEN (NEW."Quantity" <> OLD."Quantity" OR NEW."Movements" <> OLD."Movements")
          EXECUTE FUNCTION "InventoryItems_quantity"();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP TRIGGER "InventoryItems_quantity" ON "InventoryItems";
        DROP TRIGGER "StockMovements_stay" ON "StockMovements";
        DROP TRIGGER "StockMovements_follow" ON "StockMovements";
        DROP FUNCTION "InventoryItems_quantity"();
        DROP FUNCTION "StockMovements_stay"();
        DROP FUNCTION "StockMovements_follow"();
        """);
}
