namespace CareOps.Web.Components.Calendar;

/// <summary>What stands against a time, put to the one who wants it all the same.</summary>
/// <param name="Title">"Move Anna Berg to Thu 26 Nov, 12:15 anyway?".</param>
/// <param name="Confirm">"Move anyway".</param>
/// <param name="Reasons">The rules in the way, a sentence each.</param>
public sealed record OverrideQuestion(string Title, string Confirm, IReadOnlyList<string> Reasons)
{
    private readonly TaskCompletionSource<string?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reason given; null where it is left.</summary>
    public Task<string?> Answer => _answer.Task;

    public void Give(string? reason) => _answer.TrySetResult(reason);
}
