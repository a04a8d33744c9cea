using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations;

/// <summary>
/// What the booking engine adds, filled from what there is: each service's one member becomes its first, each occupancy its
/// appointment. The rules that the old rows could not keep follow in BookingEngine.
/// </summary>
[DbContext(typeof(PostgresCareOpsDb))]
[Migration("20261121154800_BookingColumns")]
public sealed class BookingColumns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(
            name: "ScheduleVersion",
            table: "Workspaces",
            type: "integer",
            nullable: false,
            defaultValue: 0);

        migrationBuilder.AddColumn<bool>(
            name: "CustomersChooseMember",
            table: "Services",
            type: "boolean",
            nullable: false,
            defaultValue: true);

        migrationBuilder.AddColumn<int>(
            name: "DailyLimit",
            table: "Services",
            type: "integer",
            nullable: true);

        migrationBuilder.AddColumn<bool>(
            name: "HasWaitlist",
            table: "Services",
            type: "boolean",
            nullable: false,
            defaultValue: true);

        migrationBuilder.AddColumn<bool>(
            name: "NeedsApproval",
            table: "Services",
            type: "boolean",
            nullable: false,
            defaultValue: false);

        migrationBuilder.AddColumn<int>(
            name: "RescheduleWindowMinutes",
            table: "Services",
            type: "integer",
            nullable: false,
            defaultValue: 60);

        migrationBuilder.AddColumn<int>(
            name: "Seats",
            table: "Services",
            type: "integer",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<DateTime>(
            name: "AppointmentEndsAt",
            table: "Occupancies",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

        migrationBuilder.AddColumn<DateTime>(
            name: "AppointmentStartsAt",
            table: "Occupancies",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

        migrationBuilder.AddColumn<int>(
            name: "Capacity",
            table: "Occupancies",
            type: "integer",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<Guid>(
            name: "HoldId",
            table: "Occupancies",
            type: "uuid",
            nullable: true);

        migrationBuilder.AddColumn<Guid>(
            name: "ServiceId",
            table: "Occupancies",
            type: "uuid",
            nullable: false,
            defaultValue: Guid.Empty);

        migrationBuilder.AddColumn<DateTime>(
            name: "ArrivedAt",
            table: "Bookings",
            type: "timestamp with time zone",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "CancelReason",
            table: "Bookings",
            type: "character varying(200)",
            maxLength: 200,
            nullable: true);

        migrationBuilder.AddColumn<DateTime>(
            name: "ClosedAt",
            table: "Bookings",
            type: "timestamp with time zone",
            nullable: true);

        migrationBuilder.AddColumn<Guid>(
            name: "CreatedBy",
            table: "Bookings",
            type: "uuid",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "OverrideReason",
            table: "Bookings",
            type: "character varying(200)",
            maxLength: 200,
            nullable: true);

        migrationBuilder.AddColumn<int>(
            name: "QuietRevision",
            table: "Bookings",
            type: "integer",
            nullable: false,
            defaultValue: 0);

        migrationBuilder.AddColumn<DateTime>(
            name: "ReschedulableUntil",
            table: "Bookings",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

        migrationBuilder.AddColumn<int>(
            name: "Revision",
            table: "Bookings",
            type: "integer",
            nullable: false,
            defaultValue: 1);

        migrationBuilder.AddColumn<Guid>(
            name: "SeriesId",
            table: "Bookings",
            type: "uuid",
            nullable: true);

        migrationBuilder.AddColumn<string>(
            name: "Source",
            table: "Bookings",
            type: "character varying(40)",
            maxLength: 40,
            nullable: false,
            defaultValue: "Online");

        migrationBuilder.AddColumn<string>(
            name: "StatusBeforeCancelling",
            table: "Bookings",
            type: "character varying(40)",
            maxLength: 40,
            nullable: true);

        migrationBuilder.CreateTable(
            name: "BookingSeries",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                EveryDays = table.Column<int>(type: "integer", nullable: false),
                Count = table.Column<int>(type: "integer", nullable: false),
                CreatedBy = table.Column<Guid>(type: "uuid", nullable: false),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                Date = table.Column<DateOnly>(type: "date", nullable: false),
                Intervals = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
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
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                Date = table.Column<DateOnly>(type: "date", nullable: false),
                Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Holidays", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "Resources",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                IsActive = table.Column<bool>(type: "boolean", nullable: false),
                Position = table.Column<int>(type: "integer", nullable: false),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Resources", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "ServiceMembers",
            columns: table => new
            {
                ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false)
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
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                StartsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                Reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                MemberId = table.Column<Guid>(type: "uuid", nullable: true),
                ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                Phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                OfferId = table.Column<Guid>(type: "uuid", nullable: true),
                OfferedStart = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                OfferEndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                BookingId = table.Column<Guid>(type: "uuid", nullable: true)
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
                ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                Need = table.Column<int>(type: "integer", nullable: false),
                ResourceId = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false)
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
                Id = table.Column<Guid>(type: "uuid", nullable: false),
                WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                Start = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                OfferedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
