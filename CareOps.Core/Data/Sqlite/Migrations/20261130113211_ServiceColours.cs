using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261130113211_ServiceColours")]
    public partial class ServiceColours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Colour",
                table: "Services",
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // By itself EF would build the table anew for that, which needs a copy of the model.
            migrationBuilder.Sql("""ALTER TABLE "Services" DROP COLUMN "Colour";""");
        }
    }
}
