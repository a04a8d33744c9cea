using System.Globalization;
using System.Security.Cryptography;

using Microsoft.AspNetCore.DataProtection;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>
/// Proves without a cookie that an embedded form came from our own page: protected text that names the business, the submission it
/// is good for and when it was shown. As a submission books once, a stamp does, too.
/// </summary>
public sealed class EmbedStamps(IDataProtectionProvider protection, IClock clock)
{
    // Someone looks at times in the morning and books after lunch.
    private static readonly Duration Valid = Duration.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("CareOps.EmbeddedForm");

    public string Create(string workspace, Guid submissionKey) =>
        _protector.Protect($"{clock.GetCurrentInstant().ToUnixTimeSeconds()} {submissionKey:N} {workspace}");

    public bool IsValid(string? stamp, string? workspace, string? submissionKey)
    {
        if (string.IsNullOrEmpty(stamp) || !Guid.TryParse(submissionKey, out var key) || Read(stamp) is not [var seconds, var forKey, var forWorkspace])
        {
            return false;
        }

        var age = clock.GetCurrentInstant() - Instant.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return forKey == key.ToString("N") && forWorkspace == workspace && age <= Valid;
    }

    private string[]? Read(string stamp)
    {
        try
        {
            return _protector.Unprotect(stamp).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
