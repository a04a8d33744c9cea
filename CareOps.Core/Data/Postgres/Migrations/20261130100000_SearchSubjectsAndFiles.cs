using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>
/// The search of messages also finds subjects, what an answer repeats, and the names of files. Points and strokes of a name become spaces:
/// PostgreSQL would take "floor-plan.pdf" for one word.
/// </summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261130100000_SearchSubjectsAndFiles")]
public sealed class SearchSubjectsAndFiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP INDEX "IX_Messages_Search";
        CREATE INDEX "IX_Messages_Search" ON "Messages"
        USING gin (to_tsvector('simple', "Body" || ' ' || coalesce("Subject", '') || ' ' || coalesce("Quoted", '')))
        WHERE "Kind" IN ('Inbound', 'Reply', 'Note');
        CREATE INDEX "IX_Attachments_Search" ON "Attachments" USING gin (to_tsvector('simple', translate("Name", '._-+', '    ')))
        WHERE "MessageId" IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP INDEX "IX_Attachments_Search";
        DROP INDEX "IX_Messages_Search";
        CREATE INDEX "IX_Messages_Search" ON "Messages" USING gin (to_tsvector('simple', "Body"))
        WHERE "Kind" IN ('Inbound', 'Reply', 'Note');
        """);
}
