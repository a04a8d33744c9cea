using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;


namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261129110056_FormFiles")]
    public partial class FormFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Document",
                table: "FormVersions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DocumentId",
                table: "FormVersions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsContactForm",
                table: "FormTemplates",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "FormFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FormFiles_FormSubmissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "FormSubmissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_FormFiles_StoredFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "StoredFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FormVersions_DocumentId",
                table: "FormVersions",
                column: "DocumentId",
                filter: "\"DocumentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_FormTemplates_ContactForm",
                table: "FormTemplates",
                column: "WorkspaceId",
                unique: true,
                filter: "\"IsContactForm\"");

            migrationBuilder.CreateIndex(
                name: "IX_FormFiles_FileId",
                table: "FormFiles",
                column: "FileId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FormFiles_SubmissionId",
                table: "FormFiles",
                column: "SubmissionId");

            migrationBuilder.AddForeignKey(
                name: "FK_FormVersions_StoredFiles_DocumentId",
                table: "FormVersions",
                column: "DocumentId",
                principalTable: "StoredFiles",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_FormVersions_StoredFiles_DocumentId",
                table: "FormVersions");

            migrationBuilder.DropTable(
                name: "FormFiles");

            migrationBuilder.DropIndex(
                name: "IX_FormVersions_DocumentId",
                table: "FormVersions");

            migrationBuilder.DropIndex(
                name: "IX_FormTemplates_ContactForm",
                table: "FormTemplates");

            migrationBuilder.DropColumn(
                name: "Document",
                table: "FormVersions");

            migrationBuilder.DropColumn(
                name: "DocumentId",
                table: "FormVersions");

            migrationBuilder.DropColumn(
                name: "IsContactForm",
                table: "FormTemplates");
        }
    }
}
