using System.Globalization;
using System.Security.Cryptography;

using CareOps.Web.Hosting;

using Microsoft.AspNetCore.DataProtection;

using NodaTime;

namespace CareOps.Web.Public;

/// <summary>
/// The time trap: a form carries the protected moment it was shown, and one that comes back sooner than a person can type
/// was not filled in by one. The stamp can't be forged, and a post without a valid one counts as too quick.
/// </summary>
public sealed class FormStamps(IDataProtectionProvider protection, IClock clock, CareOpsSettings settings)
{
    public const string TooQuick = "That was very quick. Please check your details and press the button again.";

    private const int MillisecondsOfATenth = 100;

    private readonly IDataProtector _protector = protection.CreateProtector("CareOps.FormStamp");

    private Made? _last;

    // Nothing about a stamp is anyone's own, so all that are made in one tenth of a second are one: protecting a text is among the
    // costlier things that a page does.
    public string Create()
    {
        var tenth = clock.GetCurrentInstant().ToUnixTimeMilliseconds() / MillisecondsOfATenth;
        if (_last is not { } last || last.Tenth != tenth)
        {
            var moment = tenth * MillisecondsOfATenth;
            last = new Made(tenth, _protector.Protect(moment.ToString(CultureInfo.InvariantCulture)));
            _last = last;
        }

        return last.Stamp;
    }

    public bool WasTooQuick(string? stamp)
    {
        if (settings.BotMinimumSeconds == 0)
        {
            return false;
        }

        return ShownAt(stamp) is not { } shown
            || clock.GetCurrentInstant() - shown < Duration.FromSeconds(settings.BotMinimumSeconds);
    }

    private Instant? ShownAt(string? stamp)
    {
        try
        {
            return string.IsNullOrEmpty(stamp)
                ? null
                : Instant.FromUnixTimeMilliseconds(long.Parse(_protector.Unprotect(stamp), CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private sealed record Made(long Tenth, string Stamp);
}
