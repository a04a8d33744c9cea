namespace CareOps.Core.Foundation;

/// <summary>Declares the right a handler, a query class or a page needs; the base class enforces it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;
}
