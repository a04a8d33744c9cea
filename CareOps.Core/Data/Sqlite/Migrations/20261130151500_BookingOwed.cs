using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261130151500_BookingOwed")]
    public partial class BookingOwed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Owed",
                table: "Bookings",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwedBeforeCancelling",
                table: "Bookings",
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE \"Bookings\" DROP COLUMN \"Owed\"");
            migrationBuilder.Sql("ALTER TABLE \"Bookings\" DROP COLUMN \"OwedBeforeCancelling\"");
        }
    }
}
