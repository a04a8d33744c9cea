using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>Finds the run of a message by its workspace and message, instead of reading all runs of the workspace.</summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261121165000_RunOfMessage")]
public sealed class RunOfMessage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(name: "IX_AutomationRuns_MessageId", table: "AutomationRuns");
        migrationBuilder.CreateIndex(
            name: "IX_AutomationRuns_WorkspaceId_MessageId", table: "AutomationRuns", columns: ["WorkspaceId", "MessageId"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(name: "IX_AutomationRuns_WorkspaceId_MessageId", table: "AutomationRuns");
        migrationBuilder.CreateIndex(name: "IX_AutomationRuns_MessageId", table: "AutomationRuns", column: "MessageId");
    }
}
