using CareOps.Core.Foundation;

namespace CareOps.Core.Data;

/// <summary>A query was called without the right it needs.</summary>
public sealed class AccessDeniedException(Right right) : Exception($"The caller lacks the right {right}.")
{
    public Right Right { get; } = right;
}

/// <summary>The database can't write now. Public pages answer 503 with Retry-After; nothing was changed.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
