using System.Diagnostics.CodeAnalysis;

namespace CareOps.Core.Foundation;

/// <summary>The outcome of something a person may be refused. A refusal changes nothing.</summary>
public interface IOutcome
{
    bool Succeeded { get; }
}

/// <summary>A value, or the <see cref="Foundation.Error"/> that says why there is none.</summary>
public readonly record struct Result<T> : IOutcome
{
    private Result(T? value, Error? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public Error? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);

    /// <exception cref="InvalidOperationException">The result is a refusal; a caller that can't be refused has a bug.</exception>
    public T Required() =>
        Succeeded ? Value : throw new InvalidOperationException($"{Error.Code}: {Error.Message}");
}

/// <summary>The value of a handler that has nothing to say but that it is done.</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
