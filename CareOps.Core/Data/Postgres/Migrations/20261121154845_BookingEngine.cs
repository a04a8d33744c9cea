using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareOps.Core.Data.Postgres.Migrations
{
    [DbContext(typeof(PostgresCareOpsDb))]
    [Migration("20261121154845_BookingEngine")]
    public partial class BookingEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Services_Members_MemberId",
                table: "Services");

            migrationBuilder.DropIndex(
                name: "IX_Services_MemberId",
                table: "Services");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Occupancies_Interval",
                table: "Occupancies");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_ServiceId",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "MemberId",
                table: "Services");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Services_Seats",
                table: "Services",
                sql: "\"Seats\" >= 1 AND (\"DailyLimit\" IS NULL OR \"DailyLimit\" >= 1)");

            migrationBuilder.CreateIndex(
                name: "IX_Occupancies_HoldId",
                table: "Occupancies",
                column: "HoldId",
                filter: "\"HoldId\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Occupancies_Interval",
                table: "Occupancies",
                sql: "\"StartsAt\" <= \"AppointmentStartsAt\" AND \"AppointmentStartsAt\" < \"AppointmentEndsAt\" AND \"AppointmentEndsAt\" <= \"EndsAt\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Occupancies_Owner",
                table: "Occupancies",
                sql: "(\"BookingId\" IS NULL) <> (\"HoldId\" IS NULL) AND (\"HoldId\" IS NULL) = (\"ExpiresAt\" IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Occupancies_Seat",
                table: "Occupancies",
                sql: "\"Seat\" BETWEEN 1 AND \"Capacity\"");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_SeriesId",
                table: "Bookings",
                column: "SeriesId",
                filter: "\"SeriesId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_ServiceId_StartsAt",
                table: "Bookings",
                columns: new[] { "ServiceId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BookingSeries_ContactId",
                table: "BookingSeries",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_BookingSeries_ServiceId",
                table: "BookingSeries",
                column: "ServiceId");

            migrationBuilder.CreateIndex(
                name: "IX_DayOverrides_MemberId_Date",
                table: "DayOverrides",
                columns: new[] { "MemberId", "Date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Holidays_WorkspaceId_Date",
                table: "Holidays",
                columns: new[] { "WorkspaceId", "Date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Resources_WorkspaceId_Name",
                table: "Resources",
                columns: new[] { "WorkspaceId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ServiceMembers_MemberId",
                table: "ServiceMembers",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_ServiceResources_ResourceId",
                table: "ServiceResources",
                column: "ResourceId");

            migrationBuilder.CreateIndex(
                name: "IX_TimesOff_MemberId_EndsAt",
                table: "TimesOff",
                columns: new[] { "MemberId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_BookingId",
                table: "WaitlistEntries",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_ContactId",
                table: "WaitlistEntries",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_ServiceId_ContactId",
                table: "WaitlistEntries",
                columns: new[] { "ServiceId", "ContactId" },
                unique: true,
                filter: "\"Status\" IN ('Waiting', 'Offered')");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistEntries_Waiting",
                table: "WaitlistEntries",
                columns: new[] { "ServiceId", "CreatedAt" },
                filter: "\"Status\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_WaitlistOffers_EntryId_Start",
                table: "WaitlistOffers",
                columns: new[] { "EntryId", "Start" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Bookings_BookingSeries_SeriesId",
                table: "Bookings",
                column: "SeriesId",
                principalTable: "BookingSeries",
                principalColumn: "Id");
        
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("There is no way back: restore the copy that was made before.");
    }
}
