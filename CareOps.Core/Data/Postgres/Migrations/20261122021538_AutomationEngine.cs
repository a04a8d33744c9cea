using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261122021538_AutomationEngine")]
    public partial class AutomationEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_RuleId_SubjectId_Occurrence",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_WorkspaceId_CreatedAt",
                table: "AutomationRuns");

            migrationBuilder.AddColumn<string>(
                name: "Channels",
                table: "Rules",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "EmailElseSms");

            migrationBuilder.AddColumn<string>(
                name: "ForServices",
                table: "Rules",
                type: "character varying(1850)",
                maxLength: 1850,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ForTags",
                table: "Rules",
                type: "character varying(2050)",
                maxLength: 2050,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "LatestMinutes",
                table: "Rules",
                type: "integer",
                nullable: false,
                defaultValue: 720);

            migrationBuilder.AddColumn<string>(
                name: "Timing",
                table: "Rules",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "AutomationRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "DueAt",
                table: "AutomationRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Offset",
                table: "AutomationRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ResolvedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_Due",
                table: "AutomationRuns",
                columns: new[] { "DueAt", "Id" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_DueOfRule",
                table: "AutomationRuns",
                columns: new[] { "RuleId", "DueAt" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_RuleId_StatusAt_Id",
                table: "AutomationRuns",
                columns: new[] { "RuleId", "StatusAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_RuleId_SubjectId_Occurrence_Offset",
                table: "AutomationRuns",
                columns: new[] { "RuleId", "SubjectId", "Occurrence", "Offset" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_SubjectId",
                table: "AutomationRuns",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_WorkspaceId_StatusAt_Id",
                table: "AutomationRuns",
                columns: new[] { "WorkspaceId", "StatusAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_OneOpen",
                table: "Alerts",
                columns: new[] { "SubjectId", "Kind" },
                unique: true,
                filter: "\"ResolvedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_WorkspaceId_OpenedAt",
                table: "Alerts",
                columns: new[] { "WorkspaceId", "OpenedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_Due",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_DueOfRule",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_RuleId_StatusAt_Id",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_RuleId_SubjectId_Occurrence_Offset",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_SubjectId",
                table: "AutomationRuns");

            migrationBuilder.DropIndex(
                name: "IX_AutomationRuns_WorkspaceId_StatusAt_Id",
                table: "AutomationRuns");

            migrationBuilder.DropColumn(
                name: "Channels",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "ForServices",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "ForTags",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "LatestMinutes",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "Timing",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "AutomationRuns");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "AutomationRuns");

            migrationBuilder.DropColumn(
                name: "Offset",
                table: "AutomationRuns");

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_RuleId_SubjectId_Occurrence",
                table: "AutomationRuns",
                columns: new[] { "RuleId", "SubjectId", "Occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AutomationRuns_WorkspaceId_CreatedAt",
                table: "AutomationRuns",
                columns: new[] { "WorkspaceId", "CreatedAt" });
        }
    }
}
