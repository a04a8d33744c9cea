using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>When something last happened with each contact, filled from its conversation. What else a contact has follows in ContactDetails.</summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261121200000_ContactActivity")]
public sealed class ContactActivity : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(
            name: "LastActivityAt",
            table: "Contacts",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

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
