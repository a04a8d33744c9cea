using System;
using CareOps.Core.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;


namespace CareOps.Core.Data.Sqlite.Migrations
{
    [DbContext(typeof(SqliteCareOpsDb))]
    partial class SqliteCareOpsDbModelSnapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder)
        {
            modelBuilder.HasAnnotation("ProductVersion", "10.0.14");

            modelBuilder.Entity("CareOps.Core.Alerts.Alert", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long?>("AcknowledgedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("AcknowledgedBy")
                        .HasColumnType("BLOB");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("OpenedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("ResolvedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Severity")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long?>("SnoozedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "OpenedAt", "Id");

                    b.HasIndex(new[] { "SubjectId", "Kind" }, "IX_Alerts_OneOpen")
                        .IsUnique()
                        .HasFilter("\"ResolvedAt\" IS NULL");

                    b.HasIndex(new[] { "WorkspaceId", "OpenedAt" }, "IX_Alerts_Open")
                        .HasFilter("\"ResolvedAt\" IS NULL");

                    b.ToTable("Alerts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Audit.AuditEntry", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Action")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<string>("After")
                        .HasColumnType("TEXT");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Before")
                        .HasColumnType("TEXT");

                    b.Property<string>("CallerKind")
                        .IsRequired()
                        .HasMaxLength(20)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("SubjectId");

                    b.HasIndex("WorkspaceId", "At");

                    b.ToTable("AuditEntries", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.AutomationRun", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ContactId")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MessageId")
                        .HasColumnType("BLOB");

                    b.Property<int>("Occurrence")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Offset")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Reason")
                        .IsRequired()
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("RuleId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("SkipReason")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("StatusAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("SubjectId");

                    b.HasIndex("ContactId", "CreatedAt");

                    b.HasIndex("WorkspaceId", "MessageId");

                    b.HasIndex("RuleId", "StatusAt", "Id");

                    b.HasIndex("WorkspaceId", "StatusAt", "Id");

                    b.HasIndex("RuleId", "SubjectId", "Occurrence", "Offset")
                        .IsUnique();

                    b.HasIndex(new[] { "DueAt", "Id" }, "IX_AutomationRuns_Due")
                        .HasFilter("\"DueAt\" IS NOT NULL");

                    b.HasIndex(new[] { "RuleId", "DueAt" }, "IX_AutomationRuns_DueOfRule")
                        .HasFilter("\"DueAt\" IS NOT NULL");

                    b.ToTable("AutomationRuns", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.Rule", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(4000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Channels")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("EmailsOwners")
                        .HasColumnType("INTEGER");

                    b.Property<string>("ForServices")
                        .IsRequired()
                        .HasMaxLength(1850)
                        .HasColumnType("TEXT");

                    b.Property<string>("ForTags")
                        .IsRequired()
                        .HasMaxLength(2050)
                        .HasColumnType("TEXT");

                    b.Property<bool>("IsEnabled")
                        .HasColumnType("INTEGER");

                    b.Property<int>("LatestMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<bool>("SendsWhilePaused")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Subject")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("Timing")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("Trigger")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Trigger");

                    b.ToTable("Rules", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.Templates.RuleTemplate", b =>
                {
                    b.Property<byte[]>("RuleId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("TemplateId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("RuleId");

                    b.HasIndex("TemplateId");

                    b.HasIndex("WorkspaceId", "TemplateId");

                    b.ToTable("RuleTemplates", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.Templates.Template", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("About")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long?>("ArchivedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Name")
                        .IsUnique()
                        .HasFilter("\"ArchivedAt\" IS NULL");

                    b.ToTable("Templates", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.Templates.TemplateText", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(4000)
                        .HasColumnType("TEXT");

                    b.Property<long>("ChangedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Language")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Subject")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("TemplateId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Trigger")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("TemplateId", "Channel", "Language")
                        .IsUnique()
                        .HasFilter("\"TemplateId\" IS NOT NULL");

                    b.HasIndex("WorkspaceId", "Trigger", "Channel", "Language")
                        .IsUnique()
                        .HasFilter("\"Trigger\" IS NOT NULL");

                    b.ToTable("TemplateTexts", null, t =>
                        {
                            t.HasCheckConstraint("CK_TemplateTexts_OfOne", "(\"Trigger\" IS NULL) <> (\"TemplateId\" IS NULL)");

                            t.HasCheckConstraint("CK_TemplateTexts_Subject", "(\"Subject\" IS NULL) = (\"Channel\" <> 'Email')");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Booking", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long?>("ArrivedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("CancelReason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<long>("CancellableUntil")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("CancelledAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("CancelledBy")
                        .HasColumnType("BLOB");

                    b.Property<long?>("ClosedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("CreatedBy")
                        .HasColumnType("BLOB");

                    b.Property<string>("Email")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<long>("EndsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("Notes")
                        .HasMaxLength(1000)
                        .HasColumnType("TEXT");

                    b.Property<string>("OverrideReason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("Owed")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("OwedBeforeCancelling")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Phone")
                        .HasMaxLength(16)
                        .HasColumnType("TEXT");

                    b.Property<long?>("PriceMinor")
                        .HasColumnType("INTEGER");

                    b.Property<int>("QuietRevision")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Reference")
                        .IsRequired()
                        .HasMaxLength(6)
                        .HasColumnType("TEXT");

                    b.Property<long>("ReschedulableUntil")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Revision")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SeriesId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("ServiceName")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<string>("Source")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("StartVersion")
                        .HasColumnType("INTEGER");

                    b.Property<long>("StartsAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("StatusBeforeCancelling")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("ToldRevision")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("MemberId");

                    b.HasIndex("SeriesId")
                        .HasFilter("\"SeriesId\" IS NOT NULL");

                    b.HasIndex("ContactId", "StartsAt");

                    b.HasIndex("ServiceId", "StartsAt");

                    b.HasIndex("WorkspaceId", "CreatedAt");

                    b.HasIndex("WorkspaceId", "Reference")
                        .IsUnique();

                    b.HasIndex(new[] { "WorkspaceId", "StartsAt" }, "IX_Bookings_Pending")
                        .HasFilter("\"Status\" = 'Pending'");

                    b.HasIndex(new[] { "WorkspaceId", "StartsAt", "Status", "ServiceId", "MemberId", "Source", "PriceMinor", "EndsAt" }, "IX_Bookings_Time");

                    b.ToTable("Bookings", null, t =>
                        {
                            t.HasCheckConstraint("CK_Bookings_Interval", "\"StartsAt\" < \"EndsAt\"");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.BookingSeries", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("Count")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("CreatedBy")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("EveryDays")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId");

                    b.HasIndex("ServiceId");

                    b.ToTable("BookingSeries", null, t =>
                        {
                            t.HasCheckConstraint("CK_BookingSeries_Count", "\"EveryDays\" >= 1 AND \"Count\" >= 1");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.DayOverride", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Date")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<string>("Intervals")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("MemberId", "Date")
                        .IsUnique();

                    b.ToTable("DayOverrides", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Holiday", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Date")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Date")
                        .IsUnique();

                    b.ToTable("Holidays", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Occupancy", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("AppointmentEndsAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("AppointmentStartsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("BookingId")
                        .HasColumnType("BLOB");

                    b.Property<int>("Capacity")
                        .HasColumnType("INTEGER");

                    b.Property<long>("EndsAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("ExpiresAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("HoldId")
                        .HasColumnType("BLOB");

                    b.Property<int>("Seat")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("SessionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("StartsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("BookingId");

                    b.HasIndex("ExpiresAt")
                        .HasFilter("\"ExpiresAt\" IS NOT NULL");

                    b.HasIndex("HoldId")
                        .HasFilter("\"HoldId\" IS NOT NULL");

                    b.HasIndex("SubjectId", "StartsAt");

                    b.HasIndex("SubjectId", "SessionId", "Seat")
                        .IsUnique();

                    b.ToTable("Occupancies", null, t =>
                        {
                            t.HasCheckConstraint("CK_Occupancies_Interval", "\"StartsAt\" <= \"AppointmentStartsAt\" AND \"AppointmentStartsAt\" < \"AppointmentEndsAt\" AND \"AppointmentEndsAt\" <= \"EndsAt\"");

                            t.HasCheckConstraint("CK_Occupancies_Owner", "(\"BookingId\" IS NULL) <> (\"HoldId\" IS NULL) AND (\"HoldId\" IS NULL) = (\"ExpiresAt\" IS NULL)");

                            t.HasCheckConstraint("CK_Occupancies_Seat", "\"Seat\" BETWEEN 1 AND \"Capacity\"");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Resource", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsActive")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<int>("Position")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Name")
                        .IsUnique();

                    b.ToTable("Resources", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Service", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("BufferAfterMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<int>("BufferBeforeMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<int>("CancellationWindowMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Colour")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("CustomersChooseMember")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("DailyLimit")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Description")
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<int>("DurationMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("HasWaitlist")
                        .HasColumnType("INTEGER");

                    b.Property<int>("HorizonDays")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsActive")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Location")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("LocationDetails")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<int>("MinimumNoticeMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<bool>("NeedsApproval")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Position")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("PriceMinor")
                        .HasColumnType("INTEGER");

                    b.Property<int>("RescheduleWindowMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Seats")
                        .HasColumnType("INTEGER");

                    b.Property<int>("SlotStepMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Slug")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Slug")
                        .IsUnique();

                    b.ToTable("Services", null, t =>
                        {
                            t.HasCheckConstraint("CK_Services_Buffers", "\"BufferBeforeMinutes\" >= 0 AND \"BufferAfterMinutes\" >= 0");

                            t.HasCheckConstraint("CK_Services_Duration", "\"DurationMinutes\" BETWEEN 1 AND 1440");

                            t.HasCheckConstraint("CK_Services_Seats", "\"Seats\" >= 1 AND (\"DailyLimit\" IS NULL OR \"DailyLimit\" >= 1)");

                            t.HasCheckConstraint("CK_Services_Step", "\"SlotStepMinutes\" BETWEEN 5 AND 1440");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.ServiceMember", b =>
                {
                    b.Property<byte[]>("ServiceId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("ServiceId", "MemberId");

                    b.HasIndex("MemberId");

                    b.ToTable("ServiceMembers", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.ServiceResource", b =>
                {
                    b.Property<byte[]>("ServiceId")
                        .HasColumnType("BLOB");

                    b.Property<int>("Need")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ResourceId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("ServiceId", "Need", "ResourceId");

                    b.HasIndex("ResourceId");

                    b.ToTable("ServiceResources", null, t =>
                        {
                            t.HasCheckConstraint("CK_ServiceResources_Need", "\"Need\" >= 1");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.TimeOff", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("EndsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Reason")
                        .HasMaxLength(120)
                        .HasColumnType("TEXT");

                    b.Property<long>("StartsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("MemberId", "EndsAt");

                    b.ToTable("TimesOff", null, t =>
                        {
                            t.HasCheckConstraint("CK_TimesOff_Interval", "\"StartsAt\" < \"EndsAt\"");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WaitlistEntry", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("BookingId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Email")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("FirstDay")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<string>("LastDay")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long?>("OfferEndsAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("OfferId")
                        .HasColumnType("BLOB");

                    b.Property<long?>("OfferedStart")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Phone")
                        .HasMaxLength(16)
                        .HasColumnType("TEXT");

                    b.Property<long?>("RemovedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("BookingId");

                    b.HasIndex("ContactId");

                    b.HasIndex("ServiceId", "ContactId", "Name", "Email", "Phone")
                        .IsUnique()
                        .HasFilter("\"Status\" IN ('Waiting', 'Offered')");

                    b.HasIndex(new[] { "WorkspaceId", "CreatedAt", "Id" }, "IX_WaitlistEntries_InTurn")
                        .HasFilter("\"Status\" IN ('Waiting', 'Offered')");

                    b.HasIndex(new[] { "ServiceId", "CreatedAt" }, "IX_WaitlistEntries_Waiting")
                        .HasFilter("\"Status\" = 'Waiting'");

                    b.ToTable("WaitlistEntries", null, t =>
                        {
                            t.HasCheckConstraint("CK_WaitlistEntries_Days", "\"FirstDay\" <= \"LastDay\"");

                            t.HasCheckConstraint("CK_WaitlistEntries_Offer", "(\"Status\" = 'Offered') = (\"OfferEndsAt\" IS NOT NULL)");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WaitlistOffer", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("EntryId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("OfferedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Start")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("EntryId", "Start")
                        .IsUnique();

                    b.ToTable("WaitlistOffers", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WeeklyHours", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Day")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("EndMinute")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("StartMinute")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("MemberId", "Day", "StartMinute")
                        .IsUnique();

                    b.ToTable("WeeklyHours", null, t =>
                        {
                            t.HasCheckConstraint("CK_WeeklyHours_Interval", "\"StartMinute\" >= 0 AND \"StartMinute\" < \"EndMinute\" AND \"EndMinute\" <= 1440");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Contacts.Contact", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Email")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<long?>("ErasedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Language")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("LastActivityAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("NormalisedEmail")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("Phone")
                        .HasMaxLength(16)
                        .HasColumnType("TEXT");

                    b.Property<string>("Source")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("TimeZone")
                        .HasMaxLength(64)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "CreatedAt");

                    b.HasIndex("WorkspaceId", "NormalisedEmail")
                        .IsUnique()
                        .HasFilter("\"NormalisedEmail\" IS NOT NULL");

                    b.HasIndex("WorkspaceId", "LastActivityAt", "Id")
                        .IsDescending(false, true, true);

                    b.HasIndex("WorkspaceId", "Name", "Id");

                    b.HasIndex(new[] { "WorkspaceId", "Phone" }, "IX_Contacts_KnownByPhone")
                        .IsUnique()
                        .HasFilter("\"NormalisedEmail\" IS NULL");

                    b.HasIndex(new[] { "WorkspaceId", "Phone" }, "IX_Contacts_Phone");

                    b.ToTable("Contacts", null, t =>
                        {
                            t.HasCheckConstraint("CK_Contacts_Reachable", "\"Email\" IS NOT NULL OR \"Phone\" IS NOT NULL OR \"ErasedAt\" IS NOT NULL");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactConsent", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("ChangedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ChangedBy")
                        .HasColumnType("BLOB");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<bool>("IsSubscribed")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Source")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT")
                        .HasDefaultValue("Member");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId");

                    b.HasIndex("WorkspaceId", "ContactId", "Channel")
                        .IsUnique();

                    b.ToTable("ContactConsents", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactField", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.Property<int>("Position")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Name")
                        .IsUnique();

                    b.ToTable("ContactFields", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactFieldValue", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("FieldId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Value")
                        .IsRequired()
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId");

                    b.HasIndex("FieldId");

                    b.HasIndex("WorkspaceId", "ContactId", "FieldId")
                        .IsUnique();

                    b.ToTable("ContactFieldValues", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactMerge", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("LoserId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("MergedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MergedBy")
                        .HasColumnType("BLOB");

                    b.Property<string>("Snapshot")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<long?>("UndoneAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WinnerId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "WinnerId", "MergedAt");

                    b.ToTable("ContactMerges", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactTag", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Key")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId", "Key")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "Key", "ContactId");

                    b.ToTable("ContactTags", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.Import.ContactImport", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Choices")
                        .HasColumnType("TEXT");

                    b.Property<int>("Created")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Duplicates")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("EndedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("FileName")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<int>("Filled")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Headings")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Kept")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Left")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Lines")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Refused")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("StartedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("Undone")
                        .HasColumnType("INTEGER");

                    b.Property<long>("UploadedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("UploadedBy")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "UploadedAt");

                    b.ToTable("ContactImports", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.Import.ContactImportRow", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Cells")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ContactId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Given")
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ImportId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("Number")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Outcome")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId")
                        .HasFilter("\"ContactId\" IS NOT NULL");

                    b.HasIndex("ImportId", "Number")
                        .IsUnique();

                    b.HasIndex("ImportId", "Outcome", "Number");

                    b.ToTable("ContactImportRows", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Contacts.TimelineEntry", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Text")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId", "At");

                    b.ToTable("TimelineEntries", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Dashboard.Digest", b =>
                {
                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<long?>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("LastAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("LastDate")
                        .HasColumnType("TEXT");

                    b.Property<string>("LastOutcome")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("LastReason")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<int>("Minute")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("MemberId");

                    b.HasIndex("DueAt")
                        .HasFilter("\"DueAt\" IS NOT NULL");

                    b.HasIndex("WorkspaceId");

                    b.ToTable("Digests", null, t =>
                        {
                            t.HasCheckConstraint("CK_Digests_Minute", "\"Minute\" BETWEEN 0 AND 1439");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Data.Outbox.OutboxEvent", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("DeadAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("LastError")
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("LeaseToken")
                        .HasColumnType("BLOB");

                    b.Property<long?>("LeasedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<long>("OccurredAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Payload")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<long?>("ProcessedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("Version")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("Workspace")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("Workspace", "OccurredAt");

                    b.HasIndex(new[] { "Workspace", "DeadAt" }, "IX_OutboxEvents_Failed")
                        .HasFilter("\"DeadAt\" IS NOT NULL");

                    b.HasIndex(new[] { "DueAt", "Id" }, "IX_OutboxEvents_Waiting")
                        .HasFilter("\"ProcessedAt\" IS NULL AND \"DeadAt\" IS NULL");

                    b.HasIndex(new[] { "SubjectId", "Id" }, "IX_OutboxEvents_WaitingOfSubject")
                        .HasFilter("\"ProcessedAt\" IS NULL AND \"DeadAt\" IS NULL");

                    b.ToTable("OutboxEvents", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Files.StoredFile", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("AddedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(120)
                        .HasColumnType("TEXT");

                    b.Property<string>("Place")
                        .IsRequired()
                        .HasMaxLength(32)
                        .HasColumnType("TEXT");

                    b.Property<string>("Sha256")
                        .IsRequired()
                        .HasMaxLength(64)
                        .HasColumnType("TEXT");

                    b.Property<long>("Size")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Type")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long?>("UsedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("Place")
                        .IsUnique();

                    b.HasIndex(new[] { "AddedAt" }, "IX_StoredFiles_Unused")
                        .HasFilter("\"UsedAt\" IS NULL");

                    b.ToTable("StoredFiles", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormAnswer", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("ChangedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("QuestionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("SignedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("SignedHash")
                        .HasMaxLength(64)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("SubmissionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Value")
                        .IsRequired()
                        .HasMaxLength(20000)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("SubmissionId", "QuestionId")
                        .IsUnique();

                    b.ToTable("FormAnswers", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormFile", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("AddedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("FileId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("QuestionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("SubmissionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("FileId")
                        .IsUnique();

                    b.HasIndex("SubmissionId");

                    b.ToTable("FormFiles", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormGate", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Mode")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ServiceId")
                        .IsUnique();

                    b.ToTable("FormGates", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormSubmission", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("BookingId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("OpenedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("RemindedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("SentAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("SortAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("StartedAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Status")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("SubmittedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("TemplateId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("VersionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("WithdrawnAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("TemplateId");

                    b.HasIndex("VersionId");

                    b.HasIndex("BookingId", "TemplateId")
                        .IsUnique()
                        .HasFilter("\"BookingId\" IS NOT NULL");

                    b.HasIndex("ContactId", "TemplateId");

                    b.HasIndex("WorkspaceId", "SentAt", "Status", "TemplateId");

                    b.HasIndex("WorkspaceId", "Status", "SortAt", "Id");

                    b.HasIndex("WorkspaceId", "TemplateId", "Status", "SortAt", "Id");

                    b.HasIndex(new[] { "DueAt", "Id" }, "IX_FormSubmissions_Due")
                        .HasFilter("\"DueAt\" IS NOT NULL AND \"SubmittedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

                    b.ToTable("FormSubmissions", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormTemplate", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long?>("ArchivedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("ChangedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsContactForm")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(120)
                        .HasColumnType("TEXT");

                    b.Property<int>("Version")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Name");

                    b.HasIndex(new[] { "WorkspaceId" }, "IX_FormTemplates_ContactForm")
                        .IsUnique()
                        .HasFilter("\"IsContactForm\"");

                    b.ToTable("FormTemplates", null, t =>
                        {
                            t.HasCheckConstraint("CK_FormTemplates_Version", "\"Version\" >= 1");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormVersion", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Document")
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("DocumentId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Intro")
                        .HasMaxLength(4000)
                        .HasColumnType("TEXT");

                    b.Property<int>("Number")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Questions")
                        .IsRequired()
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("TemplateId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Title")
                        .IsRequired()
                        .HasMaxLength(120)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("DocumentId")
                        .HasFilter("\"DocumentId\" IS NOT NULL");

                    b.HasIndex("TemplateId", "Number")
                        .IsUnique();

                    b.ToTable("FormVersions", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Forms.ServiceForm", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("DueHours")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("Months")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Repeat")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ServiceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("TemplateId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("TemplateId");

                    b.HasIndex("ServiceId", "TemplateId")
                        .IsUnique();

                    b.ToTable("ServiceForms", null, t =>
                        {
                            t.HasCheckConstraint("CK_ServiceForms_DueHours", "\"DueHours\" >= 0");

                            t.HasCheckConstraint("CK_ServiceForms_Months", "\"Months\" IS NULL OR \"Months\" >= 1");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inbox.Draft", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ConversationId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Note")
                        .IsRequired()
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reply")
                        .IsRequired()
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ReplyId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("SavedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ConversationId");

                    b.HasIndex("MemberId");

                    b.HasIndex("WorkspaceId", "MemberId", "ConversationId")
                        .IsUnique();

                    b.ToTable("Drafts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Inbox.NoteMention", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ConversationId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("MessageId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("ReadAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ConversationId");

                    b.HasIndex("MemberId");

                    b.HasIndex("MessageId", "MemberId")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "MemberId", "ConversationId");

                    b.HasIndex(new[] { "WorkspaceId", "MemberId" }, "IX_NoteMentions_Unread")
                        .HasFilter("\"ReadAt\" IS NULL");

                    b.ToTable("NoteMentions", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Inbox.SavedReply", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(2000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Shortcut")
                        .IsRequired()
                        .HasMaxLength(30)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Shortcut")
                        .IsUnique();

                    b.ToTable("SavedReplies", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Inbox.ScheduledReply", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ConversationId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Failure")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("WrittenAt")
                        .HasColumnType("INTEGER");

                    b.HasKey("Id");

                    b.HasIndex("MemberId");

                    b.HasIndex("WorkspaceId");

                    b.HasIndex("ConversationId", "DueAt");

                    b.ToTable("ScheduledReplies", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Inventory.InventoryItem", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AlertId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Category")
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.Property<long?>("CostMinor")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsArchived")
                        .HasColumnType("INTEGER");

                    b.Property<long>("LowAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Movements")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("NameKey")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long>("Quantity")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("ReorderQuantity")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Sku")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("SupplierId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Unit")
                        .IsRequired()
                        .HasMaxLength(20)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("SupplierId");

                    b.HasIndex("WorkspaceId", "NameKey")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "Sku")
                        .IsUnique()
                        .HasFilter("\"Sku\" IS NOT NULL");

                    b.HasIndex(new[] { "WorkspaceId", "NameKey" }, "IX_InventoryItems_Low")
                        .HasFilter("\"AlertId\" IS NOT NULL");

                    b.ToTable("InventoryItems", null, t =>
                        {
                            t.HasCheckConstraint("CK_InventoryItems_LowAt", "\"LowAt\" >= 0 AND (\"ReorderQuantity\" IS NULL OR \"ReorderQuantity\" > 0)");

                            t.HasCheckConstraint("CK_InventoryItems_Movements", "\"Movements\" >= 0 AND (\"Movements\" > 0 OR \"Quantity\" = 0)");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.PurchaseOrder", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("EndedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("HandedOverAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Number")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("OrderedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("SentTo")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("SupplierId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("SupplierId", "Status");

                    b.HasIndex("WorkspaceId", "Number")
                        .IsUnique();

                    b.ToTable("PurchaseOrders", null, t =>
                        {
                            t.HasCheckConstraint("CK_PurchaseOrders_Status", "(\"Status\" IN ('Received', 'Cancelled')) = (\"EndedAt\" IS NOT NULL)");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.PurchaseOrderLine", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<bool>("IsOpen")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ItemId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("OrderId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("Quantity")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Received")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("UnitCostMinor")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("OrderId", "ItemId")
                        .IsUnique();

                    b.HasIndex(new[] { "ItemId" }, "IX_PurchaseOrderLines_Open")
                        .HasFilter("\"IsOpen\"");

                    b.ToTable("PurchaseOrderLines", null, t =>
                        {
                            t.HasCheckConstraint("CK_PurchaseOrderLines_Quantity", "\"Quantity\" > 0 AND \"Received\" >= 0");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.ServiceUsage", b =>
                {
                    b.Property<byte[]>("ServiceId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ItemId")
                        .HasColumnType("BLOB");

                    b.Property<long>("Quantity")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("ServiceId", "ItemId");

                    b.HasIndex("ItemId");

                    b.HasIndex("WorkspaceId");

                    b.ToTable("ServiceUsages", null, t =>
                        {
                            t.HasCheckConstraint("CK_ServiceUsages_Quantity", "\"Quantity\" > 0");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockAlert", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ItemId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Level")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("LowAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Quantity")
                        .HasColumnType("INTEGER");

                    b.Property<long>("RaisedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("ResolvedAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Turn")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ItemId", "Id");

                    b.HasIndex("WorkspaceId", "Id");

                    b.HasIndex(new[] { "ItemId" }, "IX_StockAlerts_Open")
                        .IsUnique()
                        .HasFilter("\"ResolvedAt\" IS NULL");

                    b.ToTable("StockAlerts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockCount", b =>
                {
                    b.Property<byte[]>("ItemId")
                        .HasColumnType("BLOB");

                    b.Property<long>("Counted")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CountedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("CountedBy")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("Expected")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("ItemId");

                    b.HasIndex("WorkspaceId");

                    b.ToTable("StockCounts", null, t =>
                        {
                            t.HasCheckConstraint("CK_StockCounts_Counted", "\"Counted\" >= 0");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockMovement", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("After")
                        .HasColumnType("INTEGER");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Before")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("BookingId")
                        .HasColumnType("BLOB");

                    b.Property<long>("Change")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ItemId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<int>("Number")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("OrderId")
                        .HasColumnType("BLOB");

                    b.Property<string>("OverrideReason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("BookingId")
                        .HasFilter("\"BookingId\" IS NOT NULL");

                    b.HasIndex("OrderId")
                        .HasFilter("\"OrderId\" IS NOT NULL");

                    b.HasIndex("ItemId", "Number")
                        .IsUnique();

                    b.HasIndex(new[] { "WorkspaceId", "At" }, "IX_StockMovements_Used");

                    b.ToTable("StockMovements", null, t =>
                        {
                            t.HasCheckConstraint("CK_StockMovements_Balance", "\"After\" = \"Before\" + \"Change\"");

                            t.HasCheckConstraint("CK_StockMovements_Kind", "CASE WHEN \"Kind\" IN ('Received', 'Returned') THEN \"Change\" > 0 WHEN \"Kind\" IN ('Used', 'Wasted') THEN \"Change\" < 0 WHEN \"Kind\" = 'Counted' THEN \"After\" >= 0 ELSE \"Change\" <> 0 END");

                            t.HasCheckConstraint("CK_StockMovements_Negative", "\"After\" >= 0 OR \"Change\" >= 0 OR \"OverrideReason\" IS NOT NULL");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Inventory.Supplier", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Email")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("NameKey")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "NameKey")
                        .IsUnique();

                    b.ToTable("Suppliers", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Members.Accounts.AccountLink", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AccountId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Email")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<long>("ExpiresAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Purpose")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("TokenHash")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("UsedAt")
                        .HasColumnType("INTEGER");

                    b.HasKey("Id");

                    b.HasIndex("ExpiresAt");

                    b.HasIndex("TokenHash")
                        .IsUnique();

                    b.HasIndex("AccountId", "Purpose", "CreatedAt");

                    b.ToTable("AccountLinks", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Members.Accounts.AccountMail", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Address")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("FailedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("LastError")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<long?>("LeasedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("Workspace")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("DueAt")
                        .HasFilter("\"FailedAt\" IS NULL");

                    b.ToTable("AccountMails", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Members.Accounts.AccountSession", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AccountId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Device")
                        .IsRequired()
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.Property<string>("SecurityStamp")
                        .IsRequired()
                        .HasMaxLength(64)
                        .HasColumnType("TEXT");

                    b.Property<long>("SeenAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("StartedAt")
                        .HasColumnType("INTEGER");

                    b.HasKey("Id");

                    b.HasIndex("AccountId");

                    b.HasIndex("SeenAt");

                    b.ToTable("AccountSessions", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Members.Invitation", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long?>("AcceptedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Email")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<long>("ExpiresAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("InvitedBy")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("NormalizedEmail")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("Problem")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<long?>("RevokedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Rights")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Role")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long?>("SentAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "NormalizedEmail")
                        .IsUnique()
                        .HasFilter("\"AcceptedAt\" IS NULL AND \"RevokedAt\" IS NULL");

                    b.ToTable("Invitations", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Attachment", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("AddedAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ConnectionId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ConversationId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("FileId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("LeaseToken")
                        .HasColumnType("BLOB");

                    b.Property<long?>("LeasedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("MessageId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(120)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reason")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ScheduledReplyId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Source")
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("FileId")
                        .IsUnique()
                        .HasFilter("\"FileId\" IS NOT NULL");

                    b.HasIndex("MemberId")
                        .HasFilter("\"MemberId\" IS NOT NULL");

                    b.HasIndex("MessageId")
                        .HasFilter("\"MessageId\" IS NOT NULL");

                    b.HasIndex("ScheduledReplyId")
                        .HasFilter("\"ScheduledReplyId\" IS NOT NULL");

                    b.HasIndex("ConversationId", "MessageId");

                    b.HasIndex(new[] { "DueAt", "Id" }, "IX_Attachments_Due")
                        .HasFilter("\"Status\" = 'Coming'");

                    b.ToTable("Attachments", null, t =>
                        {
                            t.HasCheckConstraint("CK_Attachments_File", "(\"Status\" = 'Kept') = (\"FileId\" IS NOT NULL)");

                            t.HasCheckConstraint("CK_Attachments_OnePlace", "(CASE WHEN \"MessageId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"ScheduledReplyId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"MemberId\" IS NULL THEN 0 ELSE 1 END) = 1");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Conversation", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AssignedTo")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ContactId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long?>("FirstAskedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("FirstResponseAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsUnread")
                        .HasColumnType("INTEGER");

                    b.Property<string>("LastChannel")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("LastMessageAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("LastMessageKind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("LastMessagePreview")
                        .IsRequired()
                        .HasMaxLength(140)
                        .HasColumnType("TEXT");

                    b.Property<long?>("PausedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("PausedBy")
                        .HasColumnType("BLOB");

                    b.Property<long?>("SnoozedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT")
                        .HasDefaultValue("Open");

                    b.Property<int>("UnreadCount")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("WaitingSince")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("AssignedTo")
                        .HasFilter("\"AssignedTo\" IS NOT NULL");

                    b.HasIndex("ContactId");

                    b.HasIndex("WorkspaceId", "ContactId")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "WaitingSince")
                        .HasFilter("\"WaitingSince\" IS NOT NULL");

                    b.HasIndex("WorkspaceId", "FirstAskedAt", "FirstResponseAt")
                        .HasFilter("\"FirstAskedAt\" IS NOT NULL");

                    b.HasIndex(new[] { "WorkspaceId", "Status", "IsUnread", "LastMessageAt", "Id" }, "IX_Conversations_List")
                        .IsDescending(false, false, true, true, true);

                    b.HasIndex(new[] { "WorkspaceId", "AssignedTo", "Status", "IsUnread", "LastMessageAt", "Id" }, "IX_Conversations_ListOfMember")
                        .IsDescending(false, false, false, true, true, true)
                        .HasFilter("\"AssignedTo\" IS NOT NULL");

                    b.HasIndex(new[] { "WorkspaceId", "Status", "IsUnread", "LastMessageAt", "Id" }, "IX_Conversations_ListOfNobody")
                        .IsDescending(false, false, true, true, true)
                        .HasFilter("\"AssignedTo\" IS NULL");

                    b.HasIndex(new[] { "WorkspaceId", "IsUnread", "LastMessageAt", "Id" }, "IX_Conversations_Unanswered")
                        .IsDescending(false, true, true, true)
                        .HasFilter("\"WaitingSince\" IS NOT NULL");

                    b.HasIndex(new[] { "WorkspaceId", "IsUnread", "LastMessageAt", "Id" }, "IX_Conversations_Unread")
                        .IsDescending(false, true, true, true)
                        .HasFilter("\"UnreadCount\" > 0");

                    b.ToTable("Conversations", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Delivery", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Address")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("BoundTo")
                        .HasColumnType("BLOB");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("HandedTo")
                        .HasColumnType("BLOB");

                    b.Property<bool>("IsOnAMembersWord")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("LeaseToken")
                        .HasColumnType("BLOB");

                    b.Property<long?>("LeasedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("MessageId")
                        .HasColumnType("BLOB");

                    b.Property<string>("NoticeBody")
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("NoticeOf")
                        .HasColumnType("BLOB");

                    b.Property<string>("NoticeSubject")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("ProviderMessageId")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("ReplyToken")
                        .HasMaxLength(32)
                        .HasColumnType("TEXT");

                    b.Property<int>("Round")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long?>("TriedSince")
                        .HasColumnType("INTEGER");

                    b.Property<string>("UnsubscribeToken")
                        .HasMaxLength(22)
                        .HasColumnType("TEXT");

                    b.Property<long?>("UsefulUntil")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("MessageId")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "ReplyToken")
                        .IsUnique()
                        .HasFilter("\"ReplyToken\" IS NOT NULL");

                    b.HasIndex(new[] { "DueAt", "Id", "WorkspaceId", "Channel" }, "IX_Deliveries_Due")
                        .HasFilter("\"Status\" = 'Queued'");

                    b.HasIndex(new[] { "LeasedUntil" }, "IX_Deliveries_Leased")
                        .HasFilter("\"Status\" = 'Sending'");

                    b.ToTable("Deliveries", null, t =>
                        {
                            t.HasCheckConstraint("CK_Deliveries_OfOne", "(\"MessageId\" IS NULL) <> (\"NoticeBody\" IS NULL)");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Messaging.LocalOutboxEntry", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Address")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("DeliveryId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("KeptAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Subject")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("DeliveryId")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "KeptAt", "Id");

                    b.ToTable("LocalOutboxEntries", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Message", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Body")
                        .IsRequired()
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Calendar")
                        .HasMaxLength(40000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("ConversationId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("MailId")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("MemberId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Quoted")
                        .HasMaxLength(10000)
                        .HasColumnType("TEXT");

                    b.Property<string>("RuleName")
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<bool>("SendsWhilePaused")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("StatusAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("StatusReason")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<string>("Subject")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ConversationId", "CreatedAt", "Id");

                    b.HasIndex("WorkspaceId", "Status", "StatusAt")
                        .HasFilter("\"Status\" = 'Held' OR \"Status\" = 'Failed' OR \"Status\" = 'Unknown'");

                    b.HasIndex(new[] { "WorkspaceId", "CreatedAt" }, "IX_Messages_Outgoing")
                        .HasFilter("\"Kind\" = 'Reply' OR \"Kind\" = 'Automated'");

                    b.HasIndex(new[] { "ConversationId" }, "IX_Messages_Stuck")
                        .HasFilter("\"Status\" = 'Held' OR \"Status\" = 'Failed' OR \"Status\" = 'Unknown'");

                    b.ToTable("Messages", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.ProviderConnection", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("FailuresInARow")
                        .HasColumnType("INTEGER");

                    b.Property<string>("FromAddress")
                        .IsRequired()
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("FromName")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("Host")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<bool>("IsEnabled")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Kind")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("LastFailure")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<long?>("LastFailureAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("LastSuccessAt")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Port")
                        .HasColumnType("INTEGER");

                    b.Property<int>("Position")
                        .HasColumnType("INTEGER");

                    b.Property<string>("ProtectedInboundKey")
                        .HasMaxLength(2000)
                        .HasColumnType("TEXT");

                    b.Property<string>("ProtectedSecret")
                        .HasMaxLength(2000)
                        .HasColumnType("TEXT");

                    b.Property<string>("ProtectedSigningKey")
                        .HasMaxLength(2000)
                        .HasColumnType("TEXT");

                    b.Property<string>("ReplyDomain")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("Security")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("UserName")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "Channel", "Position");

                    b.ToTable("ProviderConnections", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.ProviderReceipt", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ConnectionId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Key")
                        .IsRequired()
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "ConnectionId", "Key")
                        .IsUnique();

                    b.ToTable("ProviderReceipts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Suppression", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AddedBy")
                        .HasColumnType("BLOB");

                    b.Property<string>("Address")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("AddressHash")
                        .HasMaxLength(64)
                        .HasColumnType("TEXT");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Channel")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reason")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "At", "Id");

                    b.HasIndex("WorkspaceId", "Channel", "Address")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "Channel", "AddressHash")
                        .IsUnique()
                        .HasFilter("\"AddressHash\" IS NOT NULL");

                    b.ToTable("Suppressions", null, t =>
                        {
                            t.HasCheckConstraint("CK_Suppressions_Known", "(\"Address\" IS NULL) <> (\"AddressHash\" IS NULL)");
                        });
                });

            modelBuilder.Entity("CareOps.Core.Onboarding.Setup", b =>
                {
                    b.Property<byte[]>("WorkspaceId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Industry")
                        .HasMaxLength(20)
                        .HasColumnType("TEXT");

                    b.Property<string>("Next")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<int>("SavedSteps")
                        .HasColumnType("INTEGER");

                    b.Property<int>("SkippedSteps")
                        .HasColumnType("INTEGER");

                    b.Property<long>("StartedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("TestBookingId")
                        .HasColumnType("BLOB");

                    b.Property<long?>("TestSkippedAt")
                        .HasColumnType("INTEGER");

                    b.HasKey("WorkspaceId");

                    b.ToTable("Setups", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Onboarding.SetupPart", b =>
                {
                    b.Property<byte[]>("WorkspaceId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("WorkspaceId", "Name");

                    b.ToTable("SetupParts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Webhooks.WebhookAttempt", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("DeliveryId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<int>("DurationMs")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("EndpointId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("Error")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<string>("RequestHead")
                        .IsRequired()
                        .HasMaxLength(4000)
                        .HasColumnType("TEXT");

                    b.Property<string>("ResponseHead")
                        .HasMaxLength(4000)
                        .HasColumnType("TEXT");

                    b.Property<int?>("StatusCode")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("DeliveryId", "Id");

                    b.ToTable("WebhookAttempts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Webhooks.WebhookDelivery", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("Attempts")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ContactId")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("DueAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("EndpointId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("EventId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<string>("EventName")
                        .IsRequired()
                        .HasMaxLength(80)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("LeaseToken")
                        .HasColumnType("BLOB");

                    b.Property<long?>("LeasedUntil")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Payload")
                        .IsRequired()
                        .HasMaxLength(20000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Reason")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<string>("Status")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<long>("StatusAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ContactId");

                    b.HasIndex("EndpointId", "EventId")
                        .IsUnique();

                    b.HasIndex("WorkspaceId", "EndpointId", "Id");

                    b.HasIndex(new[] { "EndpointId", "DueAt", "Id" }, "IX_WebhookDeliveries_Due")
                        .HasFilter("\"Status\" = 'Queued'");

                    b.HasIndex(new[] { "LeasedUntil" }, "IX_WebhookDeliveries_Leased")
                        .HasFilter("\"Status\" = 'Sending'");

                    b.ToTable("WebhookDeliveries", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Webhooks.WebhookEndpoint", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Description")
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long?>("DisabledAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Events")
                        .IsRequired()
                        .HasMaxLength(1000)
                        .HasColumnType("TEXT");

                    b.Property<long?>("FailingSince")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsEnabled")
                        .HasColumnType("INTEGER");

                    b.Property<string>("LastFailure")
                        .HasMaxLength(300)
                        .HasColumnType("TEXT");

                    b.Property<long?>("LastSuccessAt")
                        .HasColumnType("INTEGER");

                    b.Property<long?>("OldSecretUntil")
                        .HasColumnType("INTEGER");

                    b.Property<string>("ProtectedOldSecret")
                        .HasMaxLength(1000)
                        .HasColumnType("TEXT");

                    b.Property<string>("ProtectedSecret")
                        .IsRequired()
                        .HasMaxLength(1000)
                        .HasColumnType("TEXT");

                    b.Property<string>("Url")
                        .IsRequired()
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("WorkspaceId", "CreatedAt");

                    b.ToTable("WebhookEndpoints", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Account", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<int>("AccessFailedCount")
                        .HasColumnType("INTEGER");

                    b.Property<string>("AuthenticatorSecret")
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<long>("AuthenticatorStep")
                        .HasColumnType("INTEGER");

                    b.Property<string>("ConcurrencyStamp")
                        .IsConcurrencyToken()
                        .HasColumnType("TEXT");

                    b.Property<string>("Email")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<bool>("EmailConfirmed")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("LockoutEnabled")
                        .HasColumnType("INTEGER");

                    b.Property<DateTimeOffset?>("LockoutEnd")
                        .HasColumnType("TEXT");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<string>("NormalizedEmail")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("NormalizedUserName")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("PasswordHash")
                        .HasColumnType("TEXT");

                    b.Property<string>("PhoneNumber")
                        .HasColumnType("TEXT");

                    b.Property<bool>("PhoneNumberConfirmed")
                        .HasColumnType("INTEGER");

                    b.Property<string>("RecoveryCodes")
                        .HasMaxLength(1000)
                        .HasColumnType("TEXT");

                    b.Property<string>("SecurityStamp")
                        .HasColumnType("TEXT");

                    b.Property<bool>("TwoFactorEnabled")
                        .HasColumnType("INTEGER");

                    b.Property<string>("UserName")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.HasKey("Id");

                    b.HasIndex("NormalizedEmail")
                        .IsUnique();

                    b.HasIndex("NormalizedUserName")
                        .IsUnique();

                    b.ToTable("Accounts", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Member", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AccountId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("JoinedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long?>("RemovedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("Rights")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Role")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("AccountId");

                    b.HasIndex("WorkspaceId", "AccountId")
                        .IsUnique();

                    b.ToTable("Members", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Passkey", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("AccountId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("CredentialId")
                        .IsRequired()
                        .HasMaxLength(1023)
                        .HasColumnType("BLOB");

                    b.Property<bool>("IsBackedUp")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsBackupEligible")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsUserVerified")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("PublicKey")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<long>("SignCount")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Transports")
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long?>("UsedAt")
                        .HasColumnType("INTEGER");

                    b.HasKey("Id");

                    b.HasIndex("AccountId");

                    b.HasIndex("CredentialId")
                        .IsUnique();

                    b.ToTable("Passkeys", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.PublicLink", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<long>("ExpiresAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Purpose")
                        .IsRequired()
                        .HasMaxLength(20)
                        .HasColumnType("TEXT");

                    b.Property<long?>("RevokedAt")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("SubjectId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("TokenHash")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("WorkspaceId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("ExpiresAt");

                    b.HasIndex("TokenHash")
                        .IsUnique();

                    b.HasIndex("SubjectId", "Purpose");

                    b.ToTable("PublicLinks", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Submission", b =>
                {
                    b.Property<byte[]>("WorkspaceId")
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("Key")
                        .HasColumnType("BLOB");

                    b.Property<long>("At")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("ContentHash")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.Property<byte[]>("ResultId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("WorkspaceId", "Key");

                    b.HasIndex("At");

                    b.ToTable("Submissions", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Workspace", b =>
                {
                    b.Property<byte[]>("Id")
                        .HasColumnType("BLOB");

                    b.Property<string>("AddressKey")
                        .HasMaxLength(500)
                        .HasColumnType("TEXT");

                    b.Property<string>("BrandColour")
                        .HasMaxLength(7)
                        .HasColumnType("TEXT");

                    b.Property<string>("ChosenLanguage")
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("ContactEmail")
                        .HasMaxLength(254)
                        .HasColumnType("TEXT");

                    b.Property<string>("ContactPhone")
                        .HasMaxLength(16)
                        .HasColumnType("TEXT");

                    b.Property<string>("Country")
                        .IsRequired()
                        .HasMaxLength(2)
                        .HasColumnType("TEXT");

                    b.Property<long>("CreatedAt")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Currency")
                        .IsRequired()
                        .HasMaxLength(3)
                        .HasColumnType("TEXT");

                    b.Property<long?>("ErasureAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsErasing")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("IsOpen")
                        .HasColumnType("INTEGER");

                    b.Property<byte[]>("LogoFileId")
                        .HasColumnType("BLOB");

                    b.Property<string>("Name")
                        .IsRequired()
                        .HasMaxLength(100)
                        .HasColumnType("TEXT");

                    b.Property<long?>("OpenedAt")
                        .HasColumnType("INTEGER");

                    b.Property<bool>("OpensOnReturn")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("QuietEmailFrom")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("QuietEmailUntil")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("QuietSmsFrom")
                        .HasColumnType("INTEGER");

                    b.Property<int?>("QuietSmsUntil")
                        .HasColumnType("INTEGER");

                    b.Property<int>("ResponseTargetMinutes")
                        .HasColumnType("INTEGER");

                    b.Property<int>("ScheduleVersion")
                        .HasColumnType("INTEGER");

                    b.Property<string>("Slug")
                        .IsRequired()
                        .HasMaxLength(40)
                        .HasColumnType("TEXT");

                    b.Property<string>("StreetAddress")
                        .HasMaxLength(200)
                        .HasColumnType("TEXT");

                    b.Property<string>("TimeZone")
                        .IsRequired()
                        .HasMaxLength(60)
                        .HasColumnType("TEXT");

                    b.HasKey("Id");

                    b.HasIndex("ErasureAt")
                        .HasFilter("\"ErasureAt\" IS NOT NULL");

                    b.HasIndex("Slug")
                        .IsUnique();

                    b.ToTable("Workspaces", (string)null);
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserClaim<System.Guid>", b =>
                {
                    b.Property<int>("Id")
                        .ValueGeneratedOnAdd()
                        .HasColumnType("INTEGER");

                    b.Property<string>("ClaimType")
                        .HasColumnType("TEXT");

                    b.Property<string>("ClaimValue")
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("UserId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("Id");

                    b.HasIndex("UserId");

                    b.ToTable("AccountClaims", (string)null);
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserLogin<System.Guid>", b =>
                {
                    b.Property<string>("LoginProvider")
                        .HasColumnType("TEXT");

                    b.Property<string>("ProviderKey")
                        .HasColumnType("TEXT");

                    b.Property<string>("ProviderDisplayName")
                        .HasColumnType("TEXT");

                    b.Property<byte[]>("UserId")
                        .IsRequired()
                        .HasColumnType("BLOB");

                    b.HasKey("LoginProvider", "ProviderKey");

                    b.HasIndex("UserId");

                    b.ToTable("AccountLogins", (string)null);
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserToken<System.Guid>", b =>
                {
                    b.Property<byte[]>("UserId")
                        .HasColumnType("BLOB");

                    b.Property<string>("LoginProvider")
                        .HasColumnType("TEXT");

                    b.Property<string>("Name")
                        .HasColumnType("TEXT");

                    b.Property<string>("Value")
                        .HasColumnType("TEXT");

                    b.HasKey("UserId", "LoginProvider", "Name");

                    b.ToTable("AccountTokens", (string)null);
                });

            modelBuilder.Entity("CareOps.Core.Automation.AutomationRun", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade);

                    b.HasOne("CareOps.Core.Automation.Rule", null)
                        .WithMany()
                        .HasForeignKey("RuleId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Automation.Templates.RuleTemplate", b =>
                {
                    b.HasOne("CareOps.Core.Automation.Rule", null)
                        .WithMany()
                        .HasForeignKey("RuleId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Automation.Templates.Template", null)
                        .WithMany()
                        .HasForeignKey("TemplateId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Automation.Templates.TemplateText", b =>
                {
                    b.HasOne("CareOps.Core.Automation.Templates.Template", null)
                        .WithMany()
                        .HasForeignKey("TemplateId");
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Booking", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.BookingSeries", null)
                        .WithMany()
                        .HasForeignKey("SeriesId");

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.BookingSeries", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.DayOverride", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.Occupancy", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Booking", null)
                        .WithMany()
                        .HasForeignKey("BookingId")
                        .OnDelete(DeleteBehavior.Cascade);
                });

            modelBuilder.Entity("CareOps.Core.Bookings.ServiceMember", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.ServiceResource", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Resource", null)
                        .WithMany()
                        .HasForeignKey("ResourceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.TimeOff", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WaitlistEntry", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Booking", null)
                        .WithMany()
                        .HasForeignKey("BookingId");

                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WaitlistOffer", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.WaitlistEntry", null)
                        .WithMany()
                        .HasForeignKey("EntryId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Bookings.WeeklyHours", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactConsent", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactFieldValue", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Contacts.ContactField", null)
                        .WithMany()
                        .HasForeignKey("FieldId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Contacts.ContactTag", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Contacts.Import.ContactImportRow", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Import.ContactImport", null)
                        .WithMany()
                        .HasForeignKey("ImportId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Contacts.TimelineEntry", b =>
                {
                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Dashboard.Digest", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithOne()
                        .HasForeignKey("CareOps.Core.Dashboard.Digest", "MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormAnswer", b =>
                {
                    b.HasOne("CareOps.Core.Forms.FormSubmission", null)
                        .WithMany()
                        .HasForeignKey("SubmissionId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormFile", b =>
                {
                    b.HasOne("CareOps.Core.Files.StoredFile", null)
                        .WithMany()
                        .HasForeignKey("FileId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Forms.FormSubmission", null)
                        .WithMany()
                        .HasForeignKey("SubmissionId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormGate", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormSubmission", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Booking", null)
                        .WithMany()
                        .HasForeignKey("BookingId");

                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Forms.FormTemplate", null)
                        .WithMany()
                        .HasForeignKey("TemplateId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Forms.FormVersion", null)
                        .WithMany()
                        .HasForeignKey("VersionId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.FormVersion", b =>
                {
                    b.HasOne("CareOps.Core.Files.StoredFile", null)
                        .WithMany()
                        .HasForeignKey("DocumentId");

                    b.HasOne("CareOps.Core.Forms.FormTemplate", null)
                        .WithMany()
                        .HasForeignKey("TemplateId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Forms.ServiceForm", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Forms.FormTemplate", null)
                        .WithMany()
                        .HasForeignKey("TemplateId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inbox.Draft", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Conversation", null)
                        .WithMany()
                        .HasForeignKey("ConversationId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Workspace", null)
                        .WithMany()
                        .HasForeignKey("WorkspaceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inbox.NoteMention", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Conversation", null)
                        .WithMany()
                        .HasForeignKey("ConversationId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Messaging.Message", null)
                        .WithMany()
                        .HasForeignKey("MessageId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Workspace", null)
                        .WithMany()
                        .HasForeignKey("WorkspaceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inbox.ScheduledReply", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Conversation", null)
                        .WithMany()
                        .HasForeignKey("ConversationId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Workspaces.Workspace", null)
                        .WithMany()
                        .HasForeignKey("WorkspaceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.InventoryItem", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.Supplier", null)
                        .WithMany()
                        .HasForeignKey("SupplierId")
                        .OnDelete(DeleteBehavior.Restrict);
                });

            modelBuilder.Entity("CareOps.Core.Inventory.PurchaseOrder", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.Supplier", null)
                        .WithMany()
                        .HasForeignKey("SupplierId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.PurchaseOrderLine", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.InventoryItem", null)
                        .WithMany()
                        .HasForeignKey("ItemId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Inventory.PurchaseOrder", null)
                        .WithMany()
                        .HasForeignKey("OrderId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.ServiceUsage", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.InventoryItem", null)
                        .WithMany()
                        .HasForeignKey("ItemId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Bookings.Service", null)
                        .WithMany()
                        .HasForeignKey("ServiceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockAlert", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.InventoryItem", null)
                        .WithMany()
                        .HasForeignKey("ItemId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockCount", b =>
                {
                    b.HasOne("CareOps.Core.Inventory.InventoryItem", null)
                        .WithOne()
                        .HasForeignKey("CareOps.Core.Inventory.StockCount", "ItemId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Inventory.StockMovement", b =>
                {
                    b.HasOne("CareOps.Core.Bookings.Booking", null)
                        .WithMany()
                        .HasForeignKey("BookingId")
                        .OnDelete(DeleteBehavior.Restrict);

                    b.HasOne("CareOps.Core.Inventory.InventoryItem", null)
                        .WithMany()
                        .HasForeignKey("ItemId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Inventory.PurchaseOrder", null)
                        .WithMany()
                        .HasForeignKey("OrderId")
                        .OnDelete(DeleteBehavior.Restrict);
                });

            modelBuilder.Entity("CareOps.Core.Members.Accounts.AccountLink", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("AccountId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Members.Accounts.AccountSession", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("AccountId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Members.Invitation", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Workspace", null)
                        .WithMany()
                        .HasForeignKey("WorkspaceId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Attachment", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Conversation", null)
                        .WithMany()
                        .HasForeignKey("ConversationId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();

                    b.HasOne("CareOps.Core.Files.StoredFile", null)
                        .WithMany()
                        .HasForeignKey("FileId");

                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("MemberId");

                    b.HasOne("CareOps.Core.Messaging.Message", null)
                        .WithMany()
                        .HasForeignKey("MessageId");

                    b.HasOne("CareOps.Core.Inbox.ScheduledReply", null)
                        .WithMany()
                        .HasForeignKey("ScheduledReplyId");
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Conversation", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Member", null)
                        .WithMany()
                        .HasForeignKey("AssignedTo");

                    b.HasOne("CareOps.Core.Contacts.Contact", null)
                        .WithMany()
                        .HasForeignKey("ContactId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Delivery", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Message", null)
                        .WithMany()
                        .HasForeignKey("MessageId")
                        .OnDelete(DeleteBehavior.Cascade);
                });

            modelBuilder.Entity("CareOps.Core.Messaging.LocalOutboxEntry", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Delivery", null)
                        .WithMany()
                        .HasForeignKey("DeliveryId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Messaging.Message", b =>
                {
                    b.HasOne("CareOps.Core.Messaging.Conversation", null)
                        .WithMany()
                        .HasForeignKey("ConversationId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Webhooks.WebhookAttempt", b =>
                {
                    b.HasOne("CareOps.Core.Webhooks.WebhookDelivery", null)
                        .WithMany()
                        .HasForeignKey("DeliveryId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Webhooks.WebhookDelivery", b =>
                {
                    b.HasOne("CareOps.Core.Webhooks.WebhookEndpoint", null)
                        .WithMany()
                        .HasForeignKey("EndpointId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Member", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("AccountId")
                        .OnDelete(DeleteBehavior.Restrict)
                        .IsRequired();
                });

            modelBuilder.Entity("CareOps.Core.Workspaces.Passkey", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("AccountId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserClaim<System.Guid>", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("UserId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserLogin<System.Guid>", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("UserId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });

            modelBuilder.Entity("Microsoft.AspNetCore.Identity.IdentityUserToken<System.Guid>", b =>
                {
                    b.HasOne("CareOps.Core.Workspaces.Account", null)
                        .WithMany()
                        .HasForeignKey("UserId")
                        .OnDelete(DeleteBehavior.Cascade)
                        .IsRequired();
                });
        }
    }
}
