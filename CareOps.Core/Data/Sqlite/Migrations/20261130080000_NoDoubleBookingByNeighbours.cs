using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// The triggers of NoDoubleBooking, which read all that a subject did in two days for each occupancy. Sessions of one subject don't
/// overlap and last longer than nothing (CK_Occupancies_Interval), so of those that began before only the last one can still go on.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261130080000_NoDoubleBookingByNeighbours")]
public sealed class NoDoubleBookingByNeighbours : Migration
{
    private const string Body = """
        BEGIN
          SELECT RAISE(ABORT, 'Occupancies_too_long') WHERE NEW."EndsAt" - NEW."StartsAt" > 172800000000;
          SELECT RAISE(ABORT, 'Occupancies_no_overlap') WHERE EXISTS (
            SELECT 1 FROM "Occupancies"
            WHERE "SubjectId" = NEW."SubjectId"
              AND "StartsAt" >= NEW."StartsAt"
              AND "StartsAt" < NEW."EndsAt"
              AND "SessionId" <> NEW."SessionId")
          OR EXISTS (
            SELECT 1 FROM "Occupancies"
            WHERE "SubjectId" = NEW."SubjectId"
              AND "StartsAt" < NEW."StartsAt"
              AND "EndsAt" > NEW."StartsAt"
              AND "SessionId" = (
                SELECT "SessionId" FROM "Occupancies"
                WHERE "SubjectId" = NEW."SubjectId" AND "StartsAt" < NEW."StartsAt" AND "SessionId" <> NEW."SessionId"
                ORDER BY "StartsAt" DESC LIMIT 1));
        END;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Occupancies_no_overlap_insert";""");
        migrationBuilder.Sql("""DROP TRIGGER "Occupancies_no_overlap_update";""");
        migrationBuilder.Sql($"""CREATE TRIGGER "Occupancies_no_overlap_insert" BEFORE INSERT ON "Occupancies" {Body}""");
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Occupancies_no_overlap_update"
            BEFORE UPDATE OF "SubjectId", "SessionId", "StartsAt", "EndsAt" ON "Occupancies" {Body}
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        // What was there before refused the same under the same names: these serve as well, and nothing is ever without them.
    }
}
