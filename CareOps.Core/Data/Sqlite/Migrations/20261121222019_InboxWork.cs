using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    [Migration("20261121222019_InboxWork")]
    public partial class InboxWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversations_Unread",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_AssignedTo_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_WorkspaceId_Status_LastMessageAt_Id",
                table: "Conversations");

            migrationBuilder.AddColumn<long>(
                name: "FirstAskedAt",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FirstResponseAt",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUnread",
                table: "Conversations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastChannel",
                table: "Conversations",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            // What the new columns say of conversations that are there already.
            migrationBuilder.Sql(
                """
                UPDATE "Conversations" SET
                  "IsUnread" = ("UnreadCount" > 0),
                  "LastChannel" = (SELECT m."Channel" FROM "Messages" m
                    WHERE m."ConversationId" = "Conversations"."Id" AND m."Channel" <> 'Note' ORDER BY m."CreatedAt" DESC, m."Id" DESC LIMIT 1),
                  "FirstAskedAt" = (SELECT min(m."CreatedAt") FROM "Messages" m
                    WHERE m."ConversationId" = "Conversations"."Id" AND m."Kind" = 'Inbound');
                """);
            migrationBuilder.Sql(
                """
                UPDATE "Conversations" SET "FirstResponseAt" = (SELECT min(m."CreatedAt") FROM "Messages" m
                  WHERE m."ConversationId" = "Conversations"."Id" AND m."Kind" = 'Reply' AND m."CreatedAt" > "Conversations"."FirstAskedAt");
                """);

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConversationId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReplyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Drafts_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Drafts_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Drafts_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoteMentions",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MessageId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConversationId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoteMentions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoteMentions_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NoteMentions_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NoteMentions_Messages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "Messages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NoteMentions_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ScheduledReplies",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConversationId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduledReplies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScheduledReplies_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ScheduledReplies_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ScheduledReplies_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stuck",
                table: "Messages",
                column: "ConversationId",
                filter: "\"Status\" = 'Held' OR \"Status\" = 'Failed' OR \"Status\" = 'Unknown'");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_List",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "Status", "IsUnread", "LastMessageAt", "Id" },
                descending: new[] { false, false, true, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ListOfMember",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "AssignedTo", "Status", "IsUnread", "LastMessageAt", "Id" },
                descending: new[] { false, false, false, true, true, true },
                filter: "\"AssignedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ListOfNobody",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "Status", "IsUnread", "LastMessageAt", "Id" },
                descending: new[] { false, false, true, true, true },
                filter: "\"AssignedTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Unanswered",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "IsUnread", "LastMessageAt", "Id" },
                descending: new[] { false, true, true, true },
                filter: "\"WaitingSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Unread",
                table: "Conversations",
                columns: new[] { "WorkspaceId", "IsUnread", "LastMessageAt", "Id" },
                descending: new[] { false, true, true, true },
                filter: "\"UnreadCount\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_ConversationId",
                table: "Drafts",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_MemberId",
                table: "Drafts",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_WorkspaceId_MemberId_ConversationId",
                table: "Drafts",
                columns: new[] { "WorkspaceId", "MemberId", "ConversationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoteMentions_ConversationId",
                table: "NoteMentions",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_NoteMentions_MemberId",
                table: "NoteMentions",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_NoteMentions_MessageId_MemberId",
                table: "NoteMentions",
                columns: new[] { "MessageId", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoteMentions_Unread",
                table: "NoteMentions",
                columns: new[] { "WorkspaceId", "MemberId" },
                filter: "\"ReadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_NoteMentions_WorkspaceId_MemberId_ConversationId",
                table: "NoteMentions",
                columns: new[] { "WorkspaceId", "MemberId", "ConversationId" });

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledReplies_ConversationId_DueAt",
                table: "ScheduledReplies",
                columns: new[] { "ConversationId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledReplies_MemberId",
                table: "ScheduledReplies",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_ScheduledReplies_WorkspaceId",
                table: "ScheduledReplies",
                column: "WorkspaceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "NoteMentions");

            migrationBuilder.DropTable(
                name: "ScheduledReplies");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Stuck",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_List",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_ListOfMember",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_ListOfNobody",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_Unanswered",
                table: "Conversations");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_Unread",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "FirstAskedAt",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "FirstResponseAt",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "IsUnread",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "LastChannel",
                table: "Conversations");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Unread",
                table: "Conversations",
                column: "WorkspaceId",
                filter: "\"UnreadCount\" > 0");

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
        }
    }
}
