namespace CareOps.Core.Foundation;

/// <summary>Names one person's membership in one workspace.</summary>
public readonly record struct MemberId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
