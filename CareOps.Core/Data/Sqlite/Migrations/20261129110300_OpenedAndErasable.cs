using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// Businesses that took bookings before have opened, so that their messages go on. And the ledger of stock lets go of movements whose
/// workspace is being erased, of those only.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261129110300_OpenedAndErasable")]
public sealed class OpenedAndErasable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            UPDATE "Workspaces" SET "OpenedAt" = "CreatedAt"
            WHERE "IsOpen" OR EXISTS (SELECT 1 FROM "Bookings" WHERE "Bookings"."WorkspaceId" = "Workspaces"."Id");
            """);
        migrationBuilder.Sql("""DROP TRIGGER "StockMovements_stay_delete";""");
        migrationBuilder.Sql("""
            CREATE TRIGGER "StockMovements_stay_delete" BEFORE DELETE ON "StockMovements"
            WHEN NOT EXISTS (SELECT 1 FROM "Workspaces" WHERE "Id" = OLD."WorkspaceId" AND "IsErasing")
            BEGIN SELECT RAISE(ABORT, 'StockMovements_stay'); END;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "StockMovements_stay_delete";""");
        migrationBuilder.Sql("""
            CREATE TRIGGER "StockMovements_stay_delete" BEFORE DELETE ON "StockMovements"
            BEGIN SELECT RAISE(ABORT, 'StockMovements_stay'); END;
            """);
    }
}
