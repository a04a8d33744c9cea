using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261129110138_Onboarding")]
    public partial class Onboarding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BrandColour",
                table: "Workspaces",
                type: "TEXT",
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ErasureAt",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsErasing",
                table: "Workspaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "LogoFileId",
                table: "Workspaces",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OpenedAt",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OpensOnReturn",
                table: "Workspaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "SetupParts",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SubjectId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetupParts", x => new { x.WorkspaceId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Setups",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SavedSteps = table.Column<int>(type: "INTEGER", nullable: false),
                    SkippedSteps = table.Column<int>(type: "INTEGER", nullable: false),
                    Next = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Industry = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    TestBookingId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TestSkippedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Setups", x => x.WorkspaceId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_ErasureAt",
                table: "Workspaces",
                column: "ErasureAt",
                filter: "\"ErasureAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SetupParts");

            migrationBuilder.DropTable(
                name: "Setups");

            migrationBuilder.DropIndex(
                name: "IX_Workspaces_ErasureAt",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "BrandColour",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "ErasureAt",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "IsErasing",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "LogoFileId",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "OpensOnReturn",
                table: "Workspaces");
        }
    }
}
