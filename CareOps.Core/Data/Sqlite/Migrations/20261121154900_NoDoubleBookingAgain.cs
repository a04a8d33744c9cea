using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>The triggers of NoDoubleBooking again: they went with the table that BookingEngine built anew.</summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261121154900_NoDoubleBookingAgain")]
public sealed class NoDoubleBookingAgain : Migration
{
    private const string Body = """
        BEGIN
          SELECT RAISE(ABORT, 'Occupancies_too_long') WHERE NEW."EndsAt" - NEW."StartsAt" > 172800000000;
          SELECT RAISE(ABORT, 'Occupancies_no_overlap') WHERE EXISTS (
            SELECT 1 FROM "Occupancies"
            WHERE "SubjectId" = NEW."SubjectId"
              AND "StartsAt" > NEW."StartsAt" - 172800000000
              AND "StartsAt" < NEW."EndsAt"
              AND "EndsAt" > NEW."StartsAt"
              AND "SessionId" <> NEW."SessionId");
        END;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER IF EXISTS "Occupancies_no_overlap_insert";""");
        migrationBuilder.Sql("""DROP TRIGGER IF EXISTS "Occupancies_no_overlap_update";""");
        migrationBuilder.Sql($"""CREATE TRIGGER "Occupancies_no_overlap_insert" BEFORE INSERT ON "Occupancies" {Body}""");
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Occupancies_no_overlap_update"
            BEFORE UPDATE OF "SubjectId", "SessionId", "StartsAt", "EndsAt" ON "Occupancies" {Body}
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Occupancies_no_overlap_insert";""");
        migrationBuilder.Sql("""DROP TRIGGER "Occupancies_no_overlap_update";""");
    }
}
