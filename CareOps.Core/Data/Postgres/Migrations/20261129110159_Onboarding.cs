using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261129110159_Onboarding")]
    public partial class Onboarding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BrandColour",
                table: "Workspaces",
                type: "character varying(7)",
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasureAt",
                table: "Workspaces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsErasing",
                table: "Workspaces",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "LogoFileId",
                table: "Workspaces",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpenedAt",
                table: "Workspaces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OpensOnReturn",
                table: "Workspaces",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "SetupParts",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetupParts", x => new { x.WorkspaceId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Setups",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    SavedSteps = table.Column<int>(type: "integer", nullable: false),
                    SkippedSteps = table.Column<int>(type: "integer", nullable: false),
                    Next = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Industry = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    TestBookingId = table.Column<Guid>(type: "uuid", nullable: true),
                    TestSkippedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
