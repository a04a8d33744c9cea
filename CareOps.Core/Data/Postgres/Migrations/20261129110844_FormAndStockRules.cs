using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261129110844_FormAndStockRules")]
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
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "EmailsOwners",
                table: "Rules",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "MessageId",
                table: "Deliveries",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "NoticeBody",
                table: "Deliveries",
                type: "character varying(10000)",
                maxLength: 10000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "NoticeOf",
                table: "Deliveries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeSubject",
                table: "Deliveries",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ContactId",
                table: "AutomationRuns",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

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

            migrationBuilder.AlterColumn<Guid>(
                name: "MessageId",
                table: "Deliveries",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty,
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ContactId",
                table: "AutomationRuns",
                type: "uuid",
                nullable: false,
                defaultValue: Guid.Empty,
                oldClrType: typeof(Guid),
                oldType: "uuid",
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
