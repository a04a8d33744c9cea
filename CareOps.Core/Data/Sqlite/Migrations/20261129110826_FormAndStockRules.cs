using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FormAndStockRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AutomationRuns_Contacts_ContactId",
                table: "AutomationRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Deliveries_Messages_MessageId",
                table: "Deliveries");

            migrationBuilder.AddColumn<int>(
                name: "Turn",
                table: "StockAlerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "EmailsOwners",
                table: "Rules",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<byte[]>(
                name: "MessageId",
                table: "Deliveries",
                type: "BLOB",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "BLOB");

            migrationBuilder.AddColumn<string>(
                name: "NoticeBody",
                table: "Deliveries",
                type: "TEXT",
                maxLength: 10000,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "NoticeOf",
                table: "Deliveries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeSubject",
                table: "Deliveries",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "ContactId",
                table: "AutomationRuns",
                type: "BLOB",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "BLOB");

            migrationBuilder.CreateIndex(
                name: "IX_FormSubmissions_Due",
                table: "FormSubmissions",
                columns: new[] { "DueAt", "Id" },
                filter: "\"DueAt\" IS NOT NULL AND \"SubmittedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Deliveries_OfOne",
                table: "Deliveries",
                sql: "(\"MessageId\" IS NULL) <> (\"NoticeBody\" IS NULL)");

            migrationBuilder.AddForeignKey(
                name: "FK_AutomationRuns_Contacts_ContactId",
                table: "AutomationRuns",
                column: "ContactId",
                principalTable: "Contacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Deliveries_Messages_MessageId",
                table: "Deliveries",
                column: "MessageId",
                principalTable: "Messages",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AutomationRuns_Contacts_ContactId",
                table: "AutomationRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Deliveries_Messages_MessageId",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_FormSubmissions_Due",
                table: "FormSubmissions");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Deliveries_OfOne",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Turn",
                table: "StockAlerts");

            migrationBuilder.DropColumn(
                name: "EmailsOwners",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "NoticeBody",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "NoticeOf",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "NoticeSubject",
                table: "Deliveries");

            migrationBuilder.AlterColumn<byte[]>(
                name: "MessageId",
                table: "Deliveries",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "BLOB",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "ContactId",
                table: "AutomationRuns",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "BLOB",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_AutomationRuns_Contacts_ContactId",
                table: "AutomationRuns",
                column: "ContactId",
                principalTable: "Contacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Deliveries_Messages_MessageId",
                table: "Deliveries",
                column: "MessageId",
                principalTable: "Messages",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
