using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261130105620_DeliveryTriedSince")]
    public partial class DeliveryTriedSince : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "TriedSince",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            // What may have been sent before this was kept is at most minutes older than when it is due next.
            migrationBuilder.Sql("""UPDATE "Deliveries" SET "TriedSince" = "DueAt" WHERE "BoundTo" IS NOT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE \"Deliveries\" DROP COLUMN \"TriedSince\"");
        }
    }
}
