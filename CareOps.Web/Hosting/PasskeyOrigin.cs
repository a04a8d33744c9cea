using Microsoft.AspNetCore.Identity;

namespace CareOps.Web.Hosting;

/// <summary>From which page a passkey is taken: one of this very host, by https or on this machine.</summary>
internal static class PasskeyOrigin
{
    // The framework's own check knows https only; on the loopback address everything works over plain http.
    public static ValueTask<bool> IsOursAsync(PasskeyOriginValidationContext context) => ValueTask.FromResult(
        !context.CrossOrigin
        && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
        && origin.Authority == context.HttpContext.Request.Host.Value
        && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback)));
}
