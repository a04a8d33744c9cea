using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using NodaTime;

namespace CareOps.Core.Onboarding;

/// <summary>How far an owner is with setting the business up. In the database, so that it goes on at another computer.</summary>
public sealed class Setup : ILive
{
    private Setup()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>The steps that were saved, a bit for each.</summary>
    public int SavedSteps { get; private set; }

    /// <summary>The steps that were skipped.</summary>
    public int SkippedSteps { get; private set; }

    /// <summary>Where to go on.</summary>
    public SetupStep Next { get; private set; }

    /// <summary>The key of the chosen trade.</summary>
    public string? Industry { get; private set; }

    /// <summary>The booking the owner made to try the page.</summary>
    public Guid? TestBookingId { get; private set; }

    /// <summary>When the owner said that they need none.</summary>
    public Instant? TestSkippedAt { get; private set; }

    public Instant StartedAt { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Setup), WorkspaceId.Value);

    public bool IsTested => TestBookingId is not null || TestSkippedAt is not null;

    public static Setup Begin(CareOpsDb db) => new() { WorkspaceId = db.Workspace, StartedAt = db.Now };

    public StepState StateOf(SetupStep step) => (SavedSteps & Bit(step), SkippedSteps & Bit(step)) switch
    {
        (not 0, _) => StepState.Saved,
        (_, not 0) => StepState.Skipped,
        _ => StepState.Open,
    };

    public void Save(SetupStep step)
    {
        SavedSteps |= Bit(step);
        SkippedSteps &= ~Bit(step);
        GoOnBehind(step);
    }

    public void Skip(SetupStep step)
    {
        SkippedSteps |= Bit(step);
        GoOnBehind(step);
    }

    public void Choose(string industry) => Industry = industry;

    public void NoteTest(Guid bookingId) => TestBookingId ??= bookingId;

    public void SkipTest(Instant now) => TestSkippedAt ??= now;

    private void GoOnBehind(SetupStep step) => Next = step == SetupStep.Activate ? step : step + 1;

    private static int Bit(SetupStep step) => 1 << (int)step;
}

/// <summary>Something that the trade brought into being: once, and never again under the same name.</summary>
public sealed class SetupPart : IWorkspaceOwned
{
    public const int MaxNameLength = 80;

    private SetupPart()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Unique in the workspace: <c>clinic/service/first</c>.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The row that came of it.</summary>
    public Guid SubjectId { get; private set; }

    public static SetupPart Of(CareOpsDb db, string name, Guid subjectId) =>
        new() { WorkspaceId = db.Workspace, Name = name, SubjectId = subjectId };
}

/// <summary>The steps of the set-up, in order. Their numbers are stored.</summary>
public enum SetupStep
{
    Business,
    Channels,
    ContactForm,
    Services,
    Forms,
    Stock,
    Staff,
    Activate,
}

public enum StepState
{
    Open,
    Saved,
    Skipped,
}

public static class SetupSteps
{
    public static IReadOnlyList<SetupStep> All { get; } = Enum.GetValues<SetupStep>();

    /// <summary>Whether a business can open without it.</summary>
    public static bool MayBeSkipped(this SetupStep step) => step is SetupStep.Forms or SetupStep.Stock or SetupStep.Staff;
}

/// <summary>A new business begins its set-up.</summary>
public sealed class FirstSetup : IWorkspaceSetup
{
    public void SetUp(CareOpsDb db, Workspace workspace, Member owner) => db.Add(Setup.Begin(db));
}
