using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SendingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AddressKey",
                table: "Workspaces",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietEmailFrom",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietEmailUntil",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietSmsFrom",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "QuietSmsUntil",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Address",
                table: "Suppressions",
                type: "TEXT",
                maxLength: 254,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 254);

            migrationBuilder.AddColumn<byte[]>(
                name: "AddedBy",
                table: "Suppressions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Suppressions",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UnsubscribeToken",
                table: "Deliveries",
                type: "TEXT",
                maxLength: 22,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UsefulUntil",
                table: "Deliveries",
                type: "INTEGER",
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
                type: "TEXT",
                maxLength: 254,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 254,
                oldNullable: true);
        }
    }
}
