using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// SQLite has no exclusion constraint: a trigger refuses an occupancy that overlaps another session of the same subject. It runs inside
/// the single writer's immediate transaction, so nothing can slip in between. Moments are microseconds; none is longer than 48 hours.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261121070000_NoDoubleBooking")]
public sealed class NoDoubleBooking : Migration
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
