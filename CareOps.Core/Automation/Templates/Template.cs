using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using NodaTime;

namespace CareOps.Core.Automation.Templates;

/// <summary>
/// A message that the business wrote beside those every business has, to be used by a rule instead of them. What it says is in its
/// <see cref="TemplateText"/>s.
/// </summary>
public sealed class Template : ILive
{
    public const int MaxNameLength = 80;

    private Template()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>What its messages are about, and with it which variables it can hold.</summary>
    public TemplateAbout About { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>When it was put aside; null while it can be used.</summary>
    public Instant? ArchivedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Template), Id);

    public static Template Create(CareOpsDb db, string name, TemplateAbout about) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Name = name,
        About = about,
        CreatedAt = db.Now,
    };

    public void Rename(string name) => Name = name;

    public void Archive(Instant now) => ArchivedAt ??= now;

    public void TakeOut() => ArchivedAt = null;
}

/// <summary>What a message is about.</summary>
public enum TemplateAbout
{
    Contact,
    Booking,

    /// <summary>A time that became free for someone who waits.</summary>
    Waitlist,

    /// <summary>Forms that someone is asked to fill in, or did.</summary>
    Forms,

    /// <summary>An item of the stock. It is read by owners.</summary>
    Stock,
}

/// <summary>
/// What a template says on one channel in one language, in the business's own words. Of the templates that every business has there is
/// one only where the words were changed: without it, the original ones are sent.
/// </summary>
public sealed class TemplateText : ILive
{
    public const int MaxSubjectLength = 200;
    public const int MaxBodyLength = 4000;

    private TemplateText()
    {
    }

    public Guid Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>What the template that every business has is sent for; null where <see cref="TemplateId"/> names another.</summary>
    public RuleTrigger? Trigger { get; private set; }

    public Guid? TemplateId { get; private set; }

    public Channel Channel { get; private set; }

    public Language Language { get; private set; }

    /// <summary>Of email only.</summary>
    public string? Subject { get; private set; }

    public string Body { get; private set; } = string.Empty;

    public Instant ChangedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(TemplateText), Id);

    public static TemplateText Of(CareOpsDb db, TemplateKey template, Channel channel, Language language) => new()
    {
        Id = db.NewId(),
        WorkspaceId = db.Workspace,
        Trigger = template.Trigger,
        TemplateId = template.Id,
        Channel = channel,
        Language = language,
    };

    public void Write(TemplateWords words, Instant now) =>
        (Subject, Body, ChangedAt) = (Channel == Channel.Email ? words.Subject : null, words.Body, now);
}

/// <summary>The template a rule sends instead of the one that every business has.</summary>
public sealed class RuleTemplate : ILive
{
    private RuleTemplate()
    {
    }

    public Guid RuleId { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid TemplateId { get; private set; }

    public LiveSubject LiveSubject => new(nameof(RuleTemplate), RuleId);

    public static RuleTemplate Of(CareOpsDb db, Guid ruleId, Guid templateId) =>
        new() { RuleId = ruleId, WorkspaceId = db.Workspace, TemplateId = templateId };

    public void Use(Guid templateId) => TemplateId = templateId;
}

/// <summary>What is said, with its variables not yet filled in. The subject is of email only.</summary>
public sealed record TemplateWords(string? Subject, string Body)
{
    /// <summary>As the customer reads it. In a text message, whose every character costs, an empty variable leaves no gap.</summary>
    public TemplateWords Filled(IReadOnlyDictionary<string, string> values)
    {
        var body = MessageTemplate.RenderText(Body, values, Message.MaxBodyLength);
        return Subject is null
            ? new TemplateWords(null, body.Replace("  ", " ", StringComparison.Ordinal))
            : new TemplateWords(MessageTemplate.RenderLine(Subject, values, Message.MaxSubjectLength), body);
    }
}

/// <summary>Names a template: one that every business has, by what it is sent for, or one of the business's own.</summary>
public readonly record struct TemplateKey(RuleTrigger? Trigger, Guid? Id)
{
    public static TemplateKey Of(RuleTrigger trigger) => new(trigger, null);

    public static TemplateKey Of(Guid id) => new(null, id);

    /// <summary>Of its address; null where nothing is called that.</summary>
    public static TemplateKey? Parse(string? text) => text switch
    {
        _ when Guid.TryParseExact(text, "D", out var id) => Of(id),
        _ when Enum.GetValues<RuleTrigger>().Where(trigger => $"{trigger}" == text).ToList() is [var trigger] => Of(trigger),
        _ => null,
    };

    public override string ToString() => Id is { } id ? $"{id:D}" : $"{Trigger}";
}

internal sealed class TemplateConfiguration : IEntityTypeConfiguration<Template>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("Templates");
        builder.Property(template => template.Id).ValueGeneratedNever();
        builder.Property(template => template.Name).HasMaxLength(Template.MaxNameLength);
        builder.HasIndex(template => new { template.WorkspaceId, template.Name }).IsUnique().HasFilter("\"ArchivedAt\" IS NULL");
    }
}

internal sealed class TemplateTextConfiguration : IEntityTypeConfiguration<TemplateText>
{
    public void Configure(EntityTypeBuilder<TemplateText> builder)
    {
        builder.ToTable("TemplateTexts", static table =>
        {
            table.HasCheckConstraint("CK_TemplateTexts_OfOne", "(\"Trigger\" IS NULL) <> (\"TemplateId\" IS NULL)");
            table.HasCheckConstraint("CK_TemplateTexts_Subject", "(\"Subject\" IS NULL) = (\"Channel\" <> 'Email')");
        });
        builder.Property(text => text.Id).ValueGeneratedNever();
        builder.Property(text => text.Subject).HasMaxLength(TemplateText.MaxSubjectLength);
        builder.Property(text => text.Body).HasMaxLength(TemplateText.MaxBodyLength);
        builder.HasIndex(text => new { text.WorkspaceId, text.Trigger, text.Channel, text.Language })
            .IsUnique().HasFilter("\"Trigger\" IS NOT NULL");
        builder.HasIndex(text => new { text.TemplateId, text.Channel, text.Language })
            .IsUnique().HasFilter("\"TemplateId\" IS NOT NULL");
        builder.HasOne<Template>().WithMany().HasForeignKey(text => text.TemplateId);
    }
}

internal sealed class RuleTemplateConfiguration : IEntityTypeConfiguration<RuleTemplate>
{
    public void Configure(EntityTypeBuilder<RuleTemplate> builder)
    {
        builder.ToTable("RuleTemplates");
        builder.HasKey(use => use.RuleId);
        builder.Property(use => use.RuleId).ValueGeneratedNever();
        builder.HasIndex(use => new { use.WorkspaceId, use.TemplateId });
        builder.HasOne<Rule>().WithMany().HasForeignKey(use => use.RuleId);
        builder.HasOne<Template>().WithMany().HasForeignKey(use => use.TemplateId);
    }
}

public static class TemplateTables
{
    public static DbSet<Template> Templates(this CareOpsDb db) => db.Set<Template>();

    public static DbSet<TemplateText> TemplateTexts(this CareOpsDb db) => db.Set<TemplateText>();

    public static DbSet<RuleTemplate> RuleTemplates(this CareOpsDb db) => db.Set<RuleTemplate>();
}
