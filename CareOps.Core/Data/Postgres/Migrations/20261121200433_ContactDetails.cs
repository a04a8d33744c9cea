using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261121200433_ContactDetails")]
    public partial class ContactDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Contacts_Reachable",
                table: "Contacts");

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedAt",
                table: "Contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContactConsents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsSubscribed = table.Column<bool>(type: "boolean", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactConsents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactConsents_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContactFields",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContactMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    WinnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoserId = table.Column<Guid>(type: "uuid", nullable: false),
                    MergedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MergedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Snapshot = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactMerges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContactTags",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactTags", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactTags_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContactFieldValues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                    FieldId = table.Column<Guid>(type: "uuid", nullable: false),
                    Value = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactFieldValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactFieldValues_ContactFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "ContactFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ContactFieldValues_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_WorkspaceId_LastActivityAt_Id",
                table: "Contacts",
                columns: new[] { "WorkspaceId", "LastActivityAt", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_WorkspaceId_Name_Id",
                table: "Contacts",
                columns: new[] { "WorkspaceId", "Name", "Id" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Contacts_Reachable",
                table: "Contacts",
                sql: "\"Email\" IS NOT NULL OR \"Phone\" IS NOT NULL OR \"ErasedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContactConsents_ContactId",
                table: "ContactConsents",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactConsents_WorkspaceId_ContactId_Channel",
                table: "ContactConsents",
                columns: new[] { "WorkspaceId", "ContactId", "Channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactFields_WorkspaceId_Name",
                table: "ContactFields",
                columns: new[] { "WorkspaceId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactFieldValues_ContactId",
                table: "ContactFieldValues",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactFieldValues_FieldId",
                table: "ContactFieldValues",
                column: "FieldId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactFieldValues_WorkspaceId_ContactId_FieldId",
                table: "ContactFieldValues",
                columns: new[] { "WorkspaceId", "ContactId", "FieldId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactMerges_WorkspaceId_WinnerId_MergedAt",
                table: "ContactMerges",
                columns: new[] { "WorkspaceId", "WinnerId", "MergedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactTags_ContactId_Key",
                table: "ContactTags",
                columns: new[] { "ContactId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactTags_WorkspaceId_Key_ContactId",
                table: "ContactTags",
                columns: new[] { "WorkspaceId", "Key", "ContactId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("There is no way back: restore the copy that was made before.");
    }
}
