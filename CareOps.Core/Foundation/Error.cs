namespace CareOps.Core.Foundation;

/// <summary>Why a person was refused: a stable code for programs and a sentence that says what to do next.</summary>
/// <param name="Code">Stable, dotted: <c>booking.slot_taken</c>.</param>
/// <param name="Message">A sentence for the person.</param>
/// <param name="Kind">Decides the HTTP status on public pages.</param>
/// <param name="Field">The form field the sentence belongs beside, or null.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind = ErrorKind.Invalid, string? Field = null)
{
    public static readonly Error Forbidden =
        new("forbidden", "You don't have the right to do this. Ask an owner of the workspace.", ErrorKind.Forbidden);

    /// <summary>Further sentences beside other fields of the same form.</summary>
    public IReadOnlyList<Error> Others { get; init; } = [];

    public IEnumerable<Error> All => Others.Prepend(this);

    public static Error NotFound(string what) =>
        new("not_found", $"This {what} doesn't exist, or you can't see it.", ErrorKind.NotFound);

    /// <summary>One error that carries all of a form's field errors, or null where there is none.</summary>
    public static Error? Join(IReadOnlyList<Error> errors) =>
        errors.Count == 0 ? null : errors[0] with { Others = [.. errors.Skip(1)] };
}
