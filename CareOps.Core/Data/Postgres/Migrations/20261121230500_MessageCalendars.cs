using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>What a message has for the customer's calendar.</summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261121230500_MessageCalendars")]
public sealed class MessageCalendars : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(
        name: "Calendar", table: "Messages", type: "character varying(40000)", maxLength: 40000, nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Calendar", table: "Messages");
}
