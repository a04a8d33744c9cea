using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// The search of messages also finds subjects, what an answer repeats, and the names of files. A file has a line of its own, which leads to
/// its message. Lines stand in the order in which they came, so the search can begin with the newest: all are written anew.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261130100000_SearchSubjectsAndFiles")]
public sealed class SearchSubjectsAndFiles : Migration
{
    private const string People = "\"Kind\" IN ('Inbound', 'Reply', 'Note')";

    private const string New = """
        INSERT INTO "MessageSearch" ("Owner", "Key", "Body", "MessageId")
        """;

    // To delete each of a million lines would take far longer. What triggers say of the table holds for the one that takes its place.
    private const string Empty = """
        DROP TABLE "MessageSearch";
        CREATE VIRTUAL TABLE "MessageSearch" USING fts5("Owner", "Key", "Body", "MessageId" UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
        """;

    private const string Forget = """
        DELETE FROM "MessageSearch" WHERE rowid IN (SELECT rowid FROM "MessageSearch" WHERE "MessageSearch" MATCH 'Key : ' || hex(OLD."Id"));
        """;

    private const string OfMessage = $"""
        {New} VALUES (hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Body" || ' ' || coalesce(NEW."Subject", '') || ' ' || coalesce(NEW."Quoted", ''), NEW."Id");
        """;

    private const string OfFile = $"""
        {New} SELECT hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Name", NEW."MessageId" WHERE NEW."MessageId" IS NOT NULL;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Messages_searched_insert"; DROP TRIGGER "Messages_searched_update";""");
        migrationBuilder.Sql(Empty);
        migrationBuilder.Sql($"""
            {New}
            SELECT "Owner", "Key", "Text", "MessageId" FROM (
              SELECT hex("WorkspaceId") AS "Owner", hex("Id") AS "Key", "Body" || ' ' || coalesce("Subject", '') || ' ' || coalesce("Quoted", '') AS "Text",
                "Id" AS "MessageId", "CreatedAt" AS "At" FROM "Messages" WHERE {People}
              UNION ALL
              SELECT hex("WorkspaceId"), hex("Id"), "Name", "MessageId", "AddedAt" FROM "Attachments" WHERE "MessageId" IS NOT NULL)
            ORDER BY "At";
            """);
        migrationBuilder.Sql($"""CREATE TRIGGER "Messages_searched_insert" AFTER INSERT ON "Messages" WHEN NEW.{People} BEGIN {OfMessage} END;""");
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Messages_searched_update" AFTER UPDATE OF "Body", "Subject", "Quoted" ON "Messages" WHEN NEW.{People}
            BEGIN {Forget} {OfMessage} END;
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Attachments_searched_insert" AFTER INSERT ON "Attachments" WHEN NEW."MessageId" IS NOT NULL BEGIN {OfFile} END;
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Attachments_searched_update" AFTER UPDATE OF "MessageId", "Name" ON "Attachments"
            WHEN OLD."MessageId" IS NOT NEW."MessageId" OR OLD."Name" <> NEW."Name"
            BEGIN {Forget} {OfFile} END;
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Attachments_searched_delete" AFTER DELETE ON "Attachments" WHEN OLD."MessageId" IS NOT NULL BEGIN {Forget} END;
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            DROP TRIGGER "Messages_searched_insert"; DROP TRIGGER "Messages_searched_update";
            DROP TRIGGER "Attachments_searched_insert"; DROP TRIGGER "Attachments_searched_update"; DROP TRIGGER "Attachments_searched_delete";
            """);
        migrationBuilder.Sql(Empty);
        migrationBuilder.Sql($"""
            {New} SELECT hex("WorkspaceId"), hex("Id"), "Body", "Id" FROM "Messages" WHERE {People} ORDER BY "CreatedAt";
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Messages_searched_insert" AFTER INSERT ON "Messages" WHEN NEW.{People}
            BEGIN {New} VALUES (hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Body", NEW."Id"); END;
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER "Messages_searched_update" AFTER UPDATE OF "Body" ON "Messages" WHEN NEW.{People}
            BEGIN {Forget} {New} VALUES (hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Body", NEW."Id"); END;
            """);
    }
}
