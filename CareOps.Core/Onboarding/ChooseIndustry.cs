using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Onboarding.Industries;

namespace CareOps.Core.Onboarding;

/// <summary>
/// Fills the business with what its trade usually has. Once: what was brought before is not brought again, even where the owner took it
/// away. Another trade takes back what the one before brought, as far as nobody changed or used it.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record ChooseIndustry(string? Key);

/// <summary>What choosing a trade did.</summary>
/// <param name="Added">How many services, forms and items came.</param>
/// <param name="Kept">How many of another trade stay, because they were changed or used.</param>
public sealed record ChosenIndustry(int Added, int Kept);

public sealed class ChooseIndustryHandler(IWriteDoor door) : Handler<ChooseIndustry, ChosenIndustry>(door)
{
    protected override IEnumerable<Error> Check(ChooseIndustry command)
    {
        if (AllIndustries.Find(command.Key) is null)
        {
            yield return new Error("setup.industry", "Choose one of the list.", ErrorKind.Invalid, nameof(command.Key));
        }
    }

    protected override async Task<Result<ChosenIndustry>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChooseIndustry command, CancellationToken cancellationToken)
    {
        var setup = await db.SetupAsync(cancellationToken);
        var chosen = AllIndustries.Find(command.Key)!;
        var before = setup.Industry;
        var owner = ((Caller.Member)caller).Id;
        var kept = 0;
        if (before != chosen.Key)
        {
            var former = AllIndustries.Find(before);
            kept = await new IndustryRemoval(db, owner, former).RunAsync(cancellationToken);
        }

        var added = await new IndustryArrival(db, caller, owner, chosen).RunAsync(cancellationToken);
        setup.Choose(chosen.Key);
        if (before != chosen.Key)
        {
            db.Audit(caller, "setup.industry", db.Workspace.Value, new { Industry = before }, new { Industry = chosen.Key });
        }

        return new ChosenIndustry(added, kept);
    }
}
