namespace CareOps.Core.Foundation;

/// <summary>What sort of refusal an <see cref="Error"/> is.</summary>
public enum ErrorKind
{
    Invalid,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
}
