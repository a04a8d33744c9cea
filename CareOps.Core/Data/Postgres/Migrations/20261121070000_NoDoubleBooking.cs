using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>
/// The exclusion constraint refuses an occupancy that overlaps another session of the same subject. An advisory lock keeps bookings of
/// one subject in a row, so that it is the backstop and never the place where they deadlock.
/// </summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261121070000_NoDoubleBooking")]
public sealed class NoDoubleBooking : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS btree_gist;");
        migrationBuilder.Sql("""
            ALTER TABLE "Occupancies"
              ADD CONSTRAINT "Occupancies_too_long" CHECK ("EndsAt" - "StartsAt" <= interval '48 hours'),
              ADD CONSTRAINT "Occupancies_no_overlap" EXCLUDE USING gist (
                "SubjectId" WITH =, "SessionId" WITH <>, tstzrange("StartsAt", "EndsAt") WITH &&);
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE "Occupancies" DROP CONSTRAINT "Occupancies_no_overlap", DROP CONSTRAINT "Occupancies_too_long";
        """);
}
