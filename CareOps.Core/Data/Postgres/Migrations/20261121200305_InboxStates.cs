using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261121200305_InboxStates")]
    public partial class InboxStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedTo",
                table: "Conversations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SnoozedUntil",
                table: "Conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "Conversations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AssignedTo",
                table: "Conversations",
                column: "AssignedTo",
                filter: "\"AssignedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_AssignedTo_Status_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "AssignedTo", "Status", "LastMessageAt", "Id" },
                descending: new[] { false, false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_Status_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "Status", "LastMessageAt", "Id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.AddForeignKey(
                name: "FK_Conversations_Members_AssignedTo",
                table: "Conversations",
                column: "AssignedTo",
                principalTable: "Members",
                principalColumn: "Id");

            // What people wrote, for the search; 'simple' since a business writes in any language.
            migrationBuilder.Sql(
                """
                CREATE INDEX "IX_Messages_Search" ON "Messages" USING gin (to_tsvector('simple', "Body"))
                WHERE "Kind" IN ('Inbound', 'Reply', 'Note');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX "IX_Messages_Search";""");

            migrationBuilder.DropForeignKey(
                name: "FK_Conversations_Members_AssignedTo",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_AssignedTo",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_AssignedTo_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "SnoozedUntil",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "Conversations");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "LastMessageAt", "Id" },
                descending: new[] { false, true, true });
        }
    }
}
