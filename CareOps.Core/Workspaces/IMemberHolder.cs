using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Core.Workspaces;

/// <summary>
/// A feature that has something in the hands of members: it says what a member who is to be removed leaves behind, and hands it on. Each
/// runs inside the transaction of the removal.
/// </summary>
public interface IMemberHolder
{
    /// <summary>What is to be handed on, as it stands now; empty where that is nothing.</summary>
    /// <param name="db">A context of the workspace.</param>
    /// <param name="leaving">Who is to be removed.</param>
    /// <param name="to">Who is to take it; null while nobody is chosen.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<MemberLegacy>> LookAsync(CareOpsDb db, MemberId leaving, MemberId? to, CancellationToken cancellationToken);

    /// <summary>Hands everything on, and lets go of what is the member's alone.</summary>
    /// <returns>Why it can't be handed on; the removal is then refused as a whole.</returns>
    Task<Error?> HandOnAsync(CareOpsDb db, Caller caller, MemberHandover handover, CancellationToken cancellationToken);
}

/// <summary>Who goes, and who takes over.</summary>
/// <param name="Leaving">Who is removed.</param>
/// <param name="To">Who takes what they had; null for nobody.</param>
/// <param name="Tell">Whether customers are told who they are with from now on.</param>
public sealed record MemberHandover(MemberId Leaving, MemberId? To, bool Tell);

/// <summary>What a member leaves behind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many.</param>
/// <param name="NeedsSomeone">Whether nobody at all can't have it.</param>
/// <param name="Conflicts">Those that the chosen member can't take.</param>
public sealed record MemberLegacy(LegacyKind Kind, int Count, bool NeedsSomeone, IReadOnlyList<LegacyConflict> Conflicts);

/// <summary>What the chosen member can't take, and why.</summary>
/// <param name="Id">A booking's.</param>
/// <param name="What">In words: "Thu 26 Nov, 09:30: Massage for Anna Berg".</param>
/// <param name="Why">A sentence.</param>
public sealed record LegacyConflict(Guid Id, string What, string Why);

public enum LegacyKind
{
    Bookings,
    Conversations,
}
