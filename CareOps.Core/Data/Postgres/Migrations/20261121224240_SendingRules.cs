using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261121224240_SendingRules")]
    public partial class SendingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AddressKey",
                table: "Workspaces",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietEmailFrom",
                table: "Workspaces",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietEmailUntil",
                table: "Workspaces",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietSmsFrom",
                table: "Workspaces",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietSmsUntil",
                table: "Workspaces",
                type: "integer",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Address",
                table: "Suppressions",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254);

            migrationBuilder.AddColumn<Guid>(
                name: "AddedBy",
                table: "Suppressions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Suppressions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UnsubscribeToken",
                table: "Deliveries",
                type: "character varying(22)",
                maxLength: 22,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UsefulUntil",
                table: "Deliveries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Suppressions_WorkspaceId_At_Id",
                table: "Suppressions",
                columns: new[] { "WorkspaceId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Suppressions_WorkspaceId_Channel_AddressHash",
                table: "Suppressions",
                columns: new[] { "WorkspaceId", "Channel", "AddressHash" },
                unique: true,
                filter: "\"AddressHash\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Suppressions_Known",
                table: "Suppressions",
                sql: "(\"Address\" IS NULL) <> (\"AddressHash\" IS NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Suppressions_WorkspaceId_At_Id",
                table: "Suppressions");

            migrationBuilder.DropIndex(
                name: "IX_Suppressions_WorkspaceId_Channel_AddressHash",
                table: "Suppressions");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Suppressions_Known",
                table: "Suppressions");

            migrationBuilder.DropColumn(
                name: "AddressKey",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "QuietEmailFrom",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "QuietEmailUntil",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "QuietSmsFrom",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "QuietSmsUntil",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "AddedBy",
                table: "Suppressions");

            migrationBuilder.DropColumn(
                name: "AddressHash",
                table: "Suppressions");

            migrationBuilder.DropColumn(
                name: "UnsubscribeToken",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "UsefulUntil",
                table: "Deliveries");

            migrationBuilder.AlterColumn<string>(
                name: "Address",
                table: "Suppressions",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254,
                oldNullable: true);
        }
    }
}
