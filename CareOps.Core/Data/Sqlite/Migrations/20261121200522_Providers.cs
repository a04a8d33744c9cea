using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261121200522_Providers")]
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
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProtectedSigningKey",
                table: "ProviderConnections",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyDomain",
                table: "ProviderConnections",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailId",
                table: "Messages",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Quoted",
                table: "Messages",
                type: "TEXT",
                maxLength: 10000,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "BoundTo",
                table: "Deliveries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyToken",
                table: "Deliveries",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ProviderReceipts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConnectionId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderReceipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Suppressions",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
