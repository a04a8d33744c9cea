using CareOps.Core.Data;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Forms;

public static class FormsTables
{
    public static DbSet<FormTemplate> FormTemplates(this CareOpsDb db) => db.Set<FormTemplate>();

    public static DbSet<FormVersion> FormVersions(this CareOpsDb db) => db.Set<FormVersion>();

    public static DbSet<FormSubmission> FormSubmissions(this CareOpsDb db) => db.Set<FormSubmission>();

    public static DbSet<FormAnswer> FormAnswers(this CareOpsDb db) => db.Set<FormAnswer>();

    public static DbSet<FormFile> FormFiles(this CareOpsDb db) => db.Set<FormFile>();

    public static DbSet<ServiceForm> ServiceForms(this CareOpsDb db) => db.Set<ServiceForm>();

    public static DbSet<FormGate> FormGates(this CareOpsDb db) => db.Set<FormGate>();
}
