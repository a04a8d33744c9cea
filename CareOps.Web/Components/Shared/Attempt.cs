using CareOps.Core.Data;
using CareOps.Core.Foundation;

namespace CareOps.Web.Components.Shared;

/// <summary>Runs a handler for a screen: whatever keeps it from being done becomes a sentence, never a broken screen.</summary>
public static class Attempt
{
    public static readonly Error Unavailable = new(
        "database.unavailable", "This can't be saved right now. Nothing was changed; try again in a moment.", ErrorKind.Conflict);

    /// <summary>Null where it is done.</summary>
    public static async Task<Error?> RunAsync<T>(Task<Result<T>> work) => (await ResultAsync(work)).Error;

    /// <summary>What it answers, where that is needed.</summary>
    public static async Task<Result<T>> ResultAsync<T>(Task<Result<T>> work)
    {
        try
        {
            return await work;
        }
        catch (DatabaseUnavailableException)
        {
            return Unavailable;
        }
    }
}
