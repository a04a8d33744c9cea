using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261121200641_Providers")]
    public partial class Providers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProviderConnections_WorkspaceId_Channel_Position",
                table: "ProviderConnections");

            migrationBuilder.AddColumn<string>(
                name: "ProtectedInboundKey",
                table: "ProviderConnections",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProtectedSigningKey",
                table: "ProviderConnections",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyDomain",
                table: "ProviderConnections",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailId",
                table: "Messages",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Quoted",
                table: "Messages",
                type: "character varying(10000)",
                maxLength: 10000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BoundTo",
                table: "Deliveries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyToken",
                table: "Deliveries",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Deliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ProviderReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderReceipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Suppressions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Suppressions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderConnections_WorkspaceId_Channel_Position",
                table: "ProviderConnections",
                columns: new[] { "WorkspaceId", "Channel", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_WorkspaceId_ReplyToken",
                table: "Deliveries",
                columns: new[] { "WorkspaceId", "ReplyToken" },
                unique: true,
                filter: "\"ReplyToken\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderReceipts_WorkspaceId_ConnectionId_Key",
                table: "ProviderReceipts",
                columns: new[] { "WorkspaceId", "ConnectionId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Suppressions_WorkspaceId_Channel_Address",
                table: "Suppressions",
                columns: new[] { "WorkspaceId", "Channel", "Address" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProviderReceipts");

            migrationBuilder.DropTable(
                name: "Suppressions");

            migrationBuilder.DropIndex(
                name: "IX_ProviderConnections_WorkspaceId_Channel_Position",
                table: "ProviderConnections");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_WorkspaceId_ReplyToken",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "ProtectedInboundKey",
                table: "ProviderConnections");

            migrationBuilder.DropColumn(
                name: "ProtectedSigningKey",
                table: "ProviderConnections");

            migrationBuilder.DropColumn(
                name: "ReplyDomain",
                table: "ProviderConnections");

            migrationBuilder.DropColumn(
                name: "MailId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Quoted",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "BoundTo",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "ReplyToken",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderConnections_WorkspaceId_Channel_Position",
                table: "ProviderConnections",
                columns: new[] { "WorkspaceId", "Channel", "Position" },
                unique: true);
        }
    }
}
