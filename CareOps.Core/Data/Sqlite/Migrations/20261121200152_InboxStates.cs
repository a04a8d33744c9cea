using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class InboxStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.AddColumn<byte[]>(
                name: "AssignedTo",
                table: "Conversations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SnoozedUntil",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "Conversations",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AssignedTo",
                table: "Conversations",
                column: "AssignedTo",
                filter: "\"AssignedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_AssignedTo_Status_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "AssignedTo", "Status", "LastMessageAt", "Id" },
                descending: new[] { false, false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_Status_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "Status", "LastMessageAt", "Id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.AddForeignKey(
                name: "FK_Conversations_Members_AssignedTo",
                table: "Conversations",
                column: "AssignedTo",
                principalTable: "Members",
                principalColumn: "Id");

            // What people wrote, for the search. Owner holds the workspace and Key the message, as words of their own: what a full-text
            // table doesn't index it can only find by reading all of it.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "MessageSearch" USING fts5("Owner", "Key", "Body", "MessageId" UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "MessageSearch" ("Owner", "Key", "Body", "MessageId")
                SELECT hex("WorkspaceId"), hex("Id"), "Body", "Id" FROM "Messages" WHERE "Kind" IN ('Inbound', 'Reply', 'Note') ORDER BY "CreatedAt";
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Messages_searched_insert" AFTER INSERT ON "Messages" WHEN NEW."Kind" IN ('Inbound', 'Reply', 'Note')
                BEGIN
                  INSERT INTO "MessageSearch" ("Owner", "Key", "Body", "MessageId") VALUES (hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Body", NEW."Id");
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Messages_searched_update" AFTER UPDATE OF "Body" ON "Messages" WHEN NEW."Kind" IN ('Inbound', 'Reply', 'Note')
                BEGIN
                  DELETE FROM "MessageSearch" WHERE rowid IN (SELECT rowid FROM "MessageSearch" WHERE "MessageSearch" MATCH 'Key : ' || hex(OLD."Id"));
                  INSERT INTO "MessageSearch" ("Owner", "Key", "Body", "MessageId") VALUES (hex(NEW."WorkspaceId"), hex(NEW."Id"), NEW."Body", NEW."Id");
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Messages_searched_delete" AFTER DELETE ON "Messages" WHEN OLD."Kind" IN ('Inbound', 'Reply', 'Note')
                BEGIN
                  DELETE FROM "MessageSearch" WHERE rowid IN (SELECT rowid FROM "MessageSearch" WHERE "MessageSearch" MATCH 'Key : ' || hex(OLD."Id"));
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "Messages_searched_insert"; DROP TRIGGER "Messages_searched_update"; DROP TRIGGER "Messages_searched_delete"; DROP TABLE "MessageSearch";""");

            migrationBuilder.DropForeignKey(
                name: "FK_Conversations_Members_AssignedTo",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_AssignedTo",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_AssignedTo_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "SnoozedUntil",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "Conversations");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WorkspaceId_LastMessageAt_Id",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "LastMessageAt", "Id" },
                descending: new[] { false, true, true });
        }
    }
}
