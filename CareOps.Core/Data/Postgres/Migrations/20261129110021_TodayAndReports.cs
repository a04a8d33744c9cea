using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261129110021_TodayAndReports")]
    public partial class TodayAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bookings_WorkspaceId_StartsAt",
                table: "Bookings");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_WorkspaceId_OpenedAt",
                table: "Alerts");

            migrationBuilder.AddColumn<int>(
                name: "FailuresInARow",
                table: "ProviderConnections",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "PriceMinor",
                table: "Bookings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AcknowledgedAt",
                table: "Alerts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AcknowledgedBy",
                table: "Alerts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SnoozedUntil",
                table: "Alerts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Digests",
                columns: table => new
                {
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Minute = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastDate = table.Column<DateOnly>(type: "date", nullable: true),
                    LastAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastOutcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    LastReason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Digests", x => x.MemberId);
                    table.CheckConstraint("CK_Digests_Minute", "\"Minute\" BETWEEN 0 AND 1439");
                    table.ForeignKey(
                        name: "FK_Digests_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StockMovements_Used",
                table: "StockMovements",
                columns: new[] { "WorkspaceId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Outgoing",
                table: "Messages",
                columns: new[] { "WorkspaceId", "CreatedAt" },
                filter: "\"Kind\" = 'Reply' OR \"Kind\" = 'Automated'");

            migrationBuilder.CreateIndex(
                name: "IX_FormSubmissions_WorkspaceId_SentAt_Status_TemplateId",
                table: "FormSubmissions",
                columns: new[] { "WorkspaceId", "SentAt", "Status", "TemplateId" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_FirstAskedAt_FirstResponseAt",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "FirstAskedAt", "FirstResponseAt" },
                filter: "\"FirstAskedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_Pending",
                table: "Bookings",
                columns: new[] { "WorkspaceId", "StartsAt" },
                filter: "\"Status\" = 'Pending'");

            // What was booked before prices were kept: what the service costs now is the best that is known.
            migrationBuilder.Sql(
                """
                UPDATE "Bookings" SET "PriceMinor" = (SELECT "PriceMinor" FROM "Services" WHERE "Services"."Id" = "Bookings"."ServiceId");
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_Time",
                table: "Bookings",
                columns: new[] { "WorkspaceId", "StartsAt", "Status", "ServiceId", "MemberId", "Source", "PriceMinor", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Open",
                table: "Alerts",
                columns: new[] { "WorkspaceId", "OpenedAt" },
                filter: "\"ResolvedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_WorkspaceId_OpenedAt_Id",
                table: "Alerts",
                columns: new[] { "WorkspaceId", "OpenedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Digests_DueAt",
                table: "Digests",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Digests_WorkspaceId",
                table: "Digests",
                column: "WorkspaceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Digests");

            migrationBuilder.DropIndex(
                name: "IX_StockMovements_Used",
                table: "StockMovements");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Outgoing",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_FormSubmissions_WorkspaceId_SentAt_Status_TemplateId",
                table: "FormSubmissions");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_FirstAskedAt_FirstResponseAt",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_Pending",
                table: "Bookings");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_Time",
                table: "Bookings");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_Open",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_WorkspaceId_OpenedAt_Id",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "FailuresInARow",
                table: "ProviderConnections");

            migrationBuilder.DropColumn(
                name: "PriceMinor",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "AcknowledgedAt",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "AcknowledgedBy",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "SnoozedUntil",
                table: "Alerts");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_WorkspaceId_StartsAt",
                table: "Bookings",
                columns: new[] { "WorkspaceId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_WorkspaceId_OpenedAt",
                table: "Alerts",
                columns: new[] { "WorkspaceId", "OpenedAt" });
        }
    }
}
