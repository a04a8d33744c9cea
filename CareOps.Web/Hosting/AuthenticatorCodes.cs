using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Identity;

namespace CareOps.Web.Hosting;

/// <summary>How Identity's sign-in asks about the codes of an authenticator app.</summary>
internal sealed class AuthenticatorCodes(SecondFactor factor) : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "Authenticator";

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(user.AuthenticatorSecret is not null);

    // The app makes them.
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult(string.Empty);

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await factor.UseCodeAsync(user.Id, token, CancellationToken.None) is not { } after)
        {
            return false;
        }

        // What Identity does with this account next starts from what it is now.
        user.UsedCode(after.AuthenticatorStep);
        user.ConcurrencyStamp = after.ConcurrencyStamp;
        return true;
    }
}
