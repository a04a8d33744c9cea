using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261130151500_BookingOwed")]
    public partial class BookingOwed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Owed",
                table: "Bookings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwedBeforeCancelling",
                table: "Bookings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Owed",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "OwedBeforeCancelling",
                table: "Bookings");
        }
    }
}
