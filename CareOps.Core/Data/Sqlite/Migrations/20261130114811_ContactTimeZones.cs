using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261130114811_ContactTimeZones")]
    public partial class ContactTimeZones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "Contacts",
                type: "TEXT",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE \"Contacts\" DROP COLUMN \"TimeZone\"");
        }
    }
}
