using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261130144600_WaitlistInTurn")]
    public partial class WaitlistInTurn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "WaitlistEntries",
                type: "timestamp with time zone",
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

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "WaitlistEntries");
        }
    }
}
