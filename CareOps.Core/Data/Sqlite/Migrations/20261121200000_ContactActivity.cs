using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>When something last happened with each contact, filled from its conversation. What else a contact has follows in ContactDetails.</summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261121200000_ContactActivity")]
public sealed class ContactActivity : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(
            name: "LastActivityAt",
            table: "Contacts",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0L);

        migrationBuilder.Sql("""
            UPDATE "Contacts" SET "LastActivityAt" = COALESCE(
              (SELECT "LastMessageAt" FROM "Conversations"
                WHERE "Conversations"."WorkspaceId" = "Contacts"."WorkspaceId" AND "Conversations"."ContactId" = "Contacts"."Id"),
              "CreatedAt");
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("There is no way back: restore the copy that was made before.");
}
