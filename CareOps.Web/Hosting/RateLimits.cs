using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.RateLimiting;

namespace CareOps.Web.Hosting;

/// <summary>How many requests one address may make a minute, on public pages and on sign-in.</summary>
internal static class RateLimits
{
    /// <summary>Callbacks of providers, which come in bursts from few addresses.</summary>
    public const string Providers = "providers";

    private const string Public = "public";
    private const string SignIn = "sign-in";
    private const int SegmentsOfAMinute = 6;
    private const int CallbacksForARequest = 20;

    public static void AddRateLimits(this IServiceCollection services, CareOpsSettings settings) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = static (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Public, context => Limit(context, settings.PublicRequestsAMinute));
            options.AddPolicy(Providers, context => Limit(context, settings.PublicRequestsAMinute * CallbacksForARequest));

            // Looking at the form is free; trying a password is not.
            options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? Limit(context, settings.SignInsAMinute)
                : Limit(context, settings.PublicRequestsAMinute));
        });

    /// <summary>Puts each page under its limit: those below /Accounts under the one for signing in.</summary>
    public static void LimitRate(this PageApplicationModel page) => page.EndpointMetadata.Add(new EnableRateLimitingAttribute(
        page.ViewEnginePath.StartsWith("/Accounts/", StringComparison.Ordinal) ? SignIn : Public));

    private static RateLimitPartition<string> Limit(HttpContext context, int requestsAMinute)
    {
        var who = Who(context.Connection.RemoteIpAddress);
        var key = string.Create(CultureInfo.InvariantCulture, $"{who} {requestsAMinute}");
        return requestsAMinute == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = requestsAMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = SegmentsOfAMinute,
            });
    }

    // One household holds a /64 of IPv6 addresses: they count as one.
    private static string Who(IPAddress? address)
    {
        const int Prefix = 8;
        if (address is null)
        {
            return "unknown";
        }

        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Prefix))
            : address.MapToIPv4().ToString();
    }
}
