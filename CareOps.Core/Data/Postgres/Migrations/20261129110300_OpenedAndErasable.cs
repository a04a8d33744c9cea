using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>
/// Businesses that took bookings before have opened, so that their messages go on. And the ledger of stock lets go of movements whose
/// workspace is being erased, of those only.
/// </summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261129110300_OpenedAndErasable")]
public sealed class OpenedAndErasable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        UPDATE "Workspaces" SET "OpenedAt" = "CreatedAt"
        WHERE "IsOpen" OR EXISTS (SELECT 1 FROM "Bookings" WHERE "Bookings"."WorkspaceId" = "Workspaces"."Id");

        CREATE OR REPLACE FUNCTION "StockMovements_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM "Workspaces" WHERE "Id" = OLD."WorkspaceId" AND "IsErasing") THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION 'StockMovements_stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'StockMovements_stay';
        END $$;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE OR REPLACE FUNCTION "StockMovements_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'StockMovements_stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'StockMovements_stay';
        END $$;
        """);
}
