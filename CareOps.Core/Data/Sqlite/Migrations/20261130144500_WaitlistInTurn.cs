using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261130144500_WaitlistInTurn")]
    public partial class WaitlistInTurn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RemovedAt",
                table: "WaitlistEntries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_InTurn",
                table: "WaitlistEntries",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" },
                filter: "\"Status\" IN ('Waiting', 'Offered')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WaitlistEntries_InTurn",
                table: "WaitlistEntries");

            migrationBuilder.Sql("ALTER TABLE \"WaitlistEntries\" DROP COLUMN \"RemovedAt\"");
        }
    }
}
