using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261129222818_WaitlistByDetails")]
    public partial class WaitlistByDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WaitlistEntries_ServiceId_ContactId",
                table: "WaitlistEntries");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_ServiceId_ContactId_Name_Email_Phone",
                table: "WaitlistEntries",
                columns: new[] { "ServiceId", "ContactId", "Name", "Email", "Phone" },
                unique: true,
                filter: "\"Status\" IN ('Waiting', 'Offered')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WaitlistEntries_ServiceId_ContactId_Name_Email_Phone",
                table: "WaitlistEntries");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_ServiceId_ContactId",
                table: "WaitlistEntries",
                columns: new[] { "ServiceId", "ContactId" },
                unique: true,
                filter: "\"Status\" IN ('Waiting', 'Offered')");
        }
    }
}
