using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Files;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareOps.Core.Forms;

internal sealed class FormTemplateConfiguration : IEntityTypeConfiguration<FormTemplate>
{
    public void Configure(EntityTypeBuilder<FormTemplate> builder)
    {
        builder.ToTable("FormTemplates", static table => table.HasCheckConstraint("CK_FormTemplates_Version", "\"Version\" >= 1"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(FormContent.MaxTitleLength);
        builder.HasIndex(row => new { row.WorkspaceId, row.Name });
        builder.HasIndex(row => row.WorkspaceId, "IX_FormTemplates_ContactForm").IsUnique().HasFilter("\"IsContactForm\"");
    }
}

internal sealed class FormVersionConfiguration : IEntityTypeConfiguration<FormVersion>
{
    public void Configure(EntityTypeBuilder<FormVersion> builder)
    {
        builder.ToTable("FormVersions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Title).HasMaxLength(FormContent.MaxTitleLength);
        builder.Property(row => row.Intro).HasMaxLength(FormContent.MaxIntroLength);
        builder.Property(row => row.Questions).HasConversion(
            questions => FormContent.Write(questions),
            json => FormContent.Read(json),
            new ValueComparer<IReadOnlyList<FormQuestion>>(
                (one, other) => ReferenceEquals(one, other), questions => questions.Count, questions => questions));
        builder.Property(row => row.Document).HasConversion(
            document => document == null ? null : FormDocument.Write(document), json => json == null ? null : FormDocument.Read(json));
        builder.HasIndex(row => new { row.TemplateId, row.Number }).IsUnique();
        builder.HasIndex(row => row.DocumentId).HasFilter("\"DocumentId\" IS NOT NULL");
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(row => row.DocumentId);
        builder.HasOne<FormTemplate>().WithMany().HasForeignKey(row => row.TemplateId);
    }
}

internal sealed class FormSubmissionConfiguration : IEntityTypeConfiguration<FormSubmission>
{
    public void Configure(EntityTypeBuilder<FormSubmission> builder)
    {
        builder.ToTable("FormSubmissions");
        builder.Property(row => row.Id).ValueGeneratedNever();

        // By its number, unlike other states: lists are ordered by it.
        builder.Property(row => row.Status).HasConversion<int>().Metadata.SetMaxLength(null);

        // The tracker's order, for all forms and for one.
        builder.HasIndex(row => new { row.WorkspaceId, row.Status, row.SortAt, row.Id });
        builder.HasIndex(row => new { row.WorkspaceId, row.TemplateId, row.Status, row.SortAt, row.Id });
        builder.HasIndex(row => new { row.WorkspaceId, row.SentAt, row.Status, row.TemplateId });
        builder.HasIndex(row => new { row.ContactId, row.TemplateId });
        builder.HasIndex(row => row.VersionId);

        // What is open and due some time: the hourly look reads this and not all forms there ever were.
        builder.HasIndex(row => new { row.DueAt, row.Id }, "IX_FormSubmissions_Due")
            .HasFilter("\"DueAt\" IS NOT NULL AND \"SubmittedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

        // A booking has each of its forms once, however often its event is handled.
        builder.HasIndex(row => new { row.BookingId, row.TemplateId }).IsUnique().HasFilter("\"BookingId\" IS NOT NULL");
        builder.HasOne<FormTemplate>().WithMany().HasForeignKey(row => row.TemplateId);
        builder.HasOne<FormVersion>().WithMany().HasForeignKey(row => row.VersionId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(row => row.ContactId);
        builder.HasOne<Booking>().WithMany().HasForeignKey(row => row.BookingId);
    }
}

internal sealed class FormAnswerConfiguration : IEntityTypeConfiguration<FormAnswer>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<FormAnswer> builder)
    {
        builder.ToTable("FormAnswers");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Value).HasMaxLength(FormAnswers.MaxLength);
        builder.Property(row => row.SignedHash).HasMaxLength(HashLength);
        builder.HasIndex(row => new { row.SubmissionId, row.QuestionId }).IsUnique();
        builder.HasOne<FormSubmission>().WithMany().HasForeignKey(row => row.SubmissionId);
    }
}

internal sealed class FormFileConfiguration : IEntityTypeConfiguration<FormFile>
{
    public void Configure(EntityTypeBuilder<FormFile> builder)
    {
        builder.ToTable("FormFiles");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.SubmissionId);
        builder.HasIndex(row => row.FileId).IsUnique();
        builder.HasOne<FormSubmission>().WithMany().HasForeignKey(row => row.SubmissionId);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(row => row.FileId);
    }
}

internal sealed class ServiceFormConfiguration : IEntityTypeConfiguration<ServiceForm>
{
    public void Configure(EntityTypeBuilder<ServiceForm> builder)
    {
        builder.ToTable("ServiceForms", static table =>
        {
            table.HasCheckConstraint("CK_ServiceForms_Months", "\"Months\" IS NULL OR \"Months\" >= 1");
            table.HasCheckConstraint("CK_ServiceForms_DueHours", "\"DueHours\" >= 0");
        });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.ServiceId, row.TemplateId }).IsUnique();
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId);
        builder.HasOne<FormTemplate>().WithMany().HasForeignKey(row => row.TemplateId);
    }
}

internal sealed class FormGateConfiguration : IEntityTypeConfiguration<FormGate>
{
    public void Configure(EntityTypeBuilder<FormGate> builder)
    {
        builder.ToTable("FormGates");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.ServiceId).IsUnique();
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId);
    }
}
