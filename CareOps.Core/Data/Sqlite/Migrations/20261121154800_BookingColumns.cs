using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Sqlite.Migrations;

/// <summary>
/// What the booking engine adds, filled from what there is: each service's one member becomes its first, each occupancy its
/// appointment. The rules that the old rows could not keep follow in BookingEngine.
/// </summary>
[DbContext(typeof(SqliteCareOpsDb))]
[Migration("20261121154800_BookingColumns")]
public sealed class BookingColumns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(
            name: "ScheduleVersion",
            table: "Workspaces",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0);

        migrationBuilder.AddColumn<bool>(
            name: "CustomersChooseMember",
            table: "Services",
            type: "INTEGER",
            nullable: false,
            defaultValue: true);

        migrationBuilder.AddColumn<int>(
            name: "DailyLimit",
            table: "Services",
            type: "INTEGER",
            nullable: true);

        migrationBuilder.AddColumn<bool>(
            name: "HasWaitlist",
            table: "Services",
            type: "INTEGER",
            nullable: false,
            defaultValue: true);

        migrationBuilder.AddColumn<bool>(
            name: "NeedsApproval",
            table: "Services",
            type: "INTEGER",
            nullable: false,
            defaultValue: false);

        migrationBuilder.AddColumn<int>(
            name: "RescheduleWindowMinutes",
            table: "Services",
            type: "INTEGER",
            nullable: false,
            defaultValue: 60);

        migrationBuilder.AddColumn<int>(
            name: "Seats",
            table: "Services",
            type: "INTEGER",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<long>(
            name: "AppointmentEndsAt",
            table: "Occupancies",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0L);

        migrationBuilder.AddColumn<long>(
            name: "AppointmentStartsAt",
            table: "Occupancies",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0L);

        migrationBuilder.AddColumn<int>(
            name: "Capacity",
            table: "Occupancies",
            type: "INTEGER",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<byte[]>(
            name: "HoldId",
            table: "Occupancies",
            type: "BLOB",
            nullable: true);

        migrationBuilder.AddColumn<byte[]>(
            name: "ServiceId",
            table: "Occupancies",
            type: "BLOB",
            nullable: false,
            defaultValue: new byte[0]);

        migrationBuilder.AddColumn<long>(
            name: "ArrivedAt",
            table: "Bookings",
            type: "INTEGER",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "CancelReason",
            table: "Bookings",
            type: "TEXT",
            maxLength: 200,
            nullable: true);

        migrationBuilder.AddColumn<long>(
            name: "ClosedAt",
            table: "Bookings",
            type: "INTEGER",
            nullable: true);

        migrationBuilder.AddColumn<byte[]>(
            name: "CreatedBy",
            table: "Bookings",
            type: "BLOB",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "OverrideReason",
            table: "Bookings",
            type: "TEXT",
            maxLength: 200,
            nullable: true);

        migrationBuilder.AddColumn<int>(
            name: "QuietRevision",
            table: "Bookings",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0);

        migrationBuilder.AddColumn<long>(
            name: "ReschedulableUntil",
            table: "Bookings",
            type: "INTEGER",
            nullable: false,
            defaultValue: 0L);

        migrationBuilder.AddColumn<int>(
            name: "Revision",
            table: "Bookings",
            type: "INTEGER",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<byte[]>(
            name: "SeriesId",
            table: "Bookings",
            type: "BLOB",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "Source",
            table: "Bookings",
            type: "TEXT",
            maxLength: 40,
            nullable: false,
            defaultValue: "Online");

        migrationBuilder.AddColumn<string>(
            name: "StatusBeforeCancelling",
            table: "Bookings",
            type: "TEXT",
            maxLength: 40,
            nullable: true);

        migrationBuilder.CreateTable(
            name: "BookingSeries",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                ServiceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                ContactId = table.Column<byte[]>(type: "BLOB", nullable: false),
                EveryDays = table.Column<int>(type: "INTEGER", nullable: false),
                Count = table.Column<int>(type: "INTEGER", nullable: false),
                CreatedBy = table.Column<byte[]>(type: "BLOB", nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_BookingSeries", x => x.Id);
                table.CheckConstraint("CK_BookingSeries_Count", "\"EveryDays\" >= 1 AND \"Count\" >= 1");
                table.ForeignKey(
                    name: "FK_BookingSeries_Contacts_ContactId",
                    column: x => x.ContactId,
                    principalTable: "Contacts",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Restrict);
                table.ForeignKey(
                    name: "FK_BookingSeries_Services_ServiceId",
                    column: x => x.ServiceId,
                    principalTable: "Services",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateTable(
            name: "DayOverrides",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Date = table.Column<string>(type: "TEXT", nullable: false),
                Intervals = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_DayOverrides", x => x.Id);
                table.ForeignKey(
                    name: "FK_DayOverrides_Members_MemberId",
                    column: x => x.MemberId,
                    principalTable: "Members",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "Holidays",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Date = table.Column<string>(type: "TEXT", nullable: false),
                Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Holidays", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "Resources",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                Position = table.Column<int>(type: "INTEGER", nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Resources", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "ServiceMembers",
            columns: table => new
            {
                ServiceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ServiceMembers", x => new { x.ServiceId, x.MemberId });
                table.ForeignKey(
                    name: "FK_ServiceMembers_Members_MemberId",
                    column: x => x.MemberId,
                    principalTable: "Members",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_ServiceMembers_Services_ServiceId",
                    column: x => x.ServiceId,
                    principalTable: "Services",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "TimesOff",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                MemberId = table.Column<byte[]>(type: "BLOB", nullable: false),
                StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                Reason = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_TimesOff", x => x.Id);
                table.CheckConstraint("CK_TimesOff_Interval", "\"StartsAt\" < \"EndsAt\"");
                table.ForeignKey(
                    name: "FK_TimesOff_Members_MemberId",
                    column: x => x.MemberId,
                    principalTable: "Members",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "WaitlistEntries",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                ServiceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                MemberId = table.Column<byte[]>(type: "BLOB", nullable: true),
                ContactId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                Phone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                FirstDay = table.Column<string>(type: "TEXT", nullable: false),
                LastDay = table.Column<string>(type: "TEXT", nullable: false),
                Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                OfferId = table.Column<byte[]>(type: "BLOB", nullable: true),
                OfferedStart = table.Column<long>(type: "INTEGER", nullable: true),
                OfferEndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                BookingId = table.Column<byte[]>(type: "BLOB", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_WaitlistEntries", x => x.Id);
                table.CheckConstraint("CK_WaitlistEntries_Days", "\"FirstDay\" <= \"LastDay\"");
                table.CheckConstraint("CK_WaitlistEntries_Offer", "(\"Status\" = 'Offered') = (\"OfferEndsAt\" IS NOT NULL)");
                table.ForeignKey(
                    name: "FK_WaitlistEntries_Bookings_BookingId",
                    column: x => x.BookingId,
                    principalTable: "Bookings",
                    principalColumn: "Id");
                table.ForeignKey(
                    name: "FK_WaitlistEntries_Contacts_ContactId",
                    column: x => x.ContactId,
                    principalTable: "Contacts",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_WaitlistEntries_Services_ServiceId",
                    column: x => x.ServiceId,
                    principalTable: "Services",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "ServiceResources",
            columns: table => new
            {
                ServiceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Need = table.Column<int>(type: "INTEGER", nullable: false),
                ResourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ServiceResources", x => new { x.ServiceId, x.Need, x.ResourceId });
                table.CheckConstraint("CK_ServiceResources_Need", "\"Need\" >= 1");
                table.ForeignKey(
                    name: "FK_ServiceResources_Resources_ResourceId",
                    column: x => x.ResourceId,
                    principalTable: "Resources",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_ServiceResources_Services_ServiceId",
                    column: x => x.ServiceId,
                    principalTable: "Services",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "WaitlistOffers",
            columns: table => new
            {
                Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                EntryId = table.Column<byte[]>(type: "BLOB", nullable: false),
                Start = table.Column<long>(type: "INTEGER", nullable: false),
                OfferedAt = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_WaitlistOffers", x => x.Id);
                table.ForeignKey(
                    name: "FK_WaitlistOffers_WaitlistEntries_EntryId",
                    column: x => x.EntryId,
                    principalTable: "WaitlistEntries",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.Sql("""
            INSERT INTO "ServiceMembers" ("ServiceId", "MemberId", "WorkspaceId") SELECT "Id", "MemberId", "WorkspaceId" FROM "Services";
            """);
        migrationBuilder.Sql("""
            UPDATE "Occupancies" SET
              "AppointmentStartsAt" = (SELECT "StartsAt" FROM "Bookings" WHERE "Bookings"."Id" = "Occupancies"."BookingId"),
              "AppointmentEndsAt" = (SELECT "EndsAt" FROM "Bookings" WHERE "Bookings"."Id" = "Occupancies"."BookingId"),
              "ServiceId" = (SELECT "ServiceId" FROM "Bookings" WHERE "Bookings"."Id" = "Occupancies"."BookingId");
            """);
        migrationBuilder.Sql("""UPDATE "Services" SET "RescheduleWindowMinutes" = "CancellationWindowMinutes";""");
        migrationBuilder.Sql("""UPDATE "Bookings" SET "ReschedulableUntil" = "CancellableUntil", "Revision" = "StartVersion";""");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("There is no way back: restore the copy that was made before.");
}
