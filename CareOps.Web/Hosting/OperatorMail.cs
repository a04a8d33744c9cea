using System.Globalization;

using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Web.Hosting;

/// <summary>Reads <c>CareOps:Mail</c>: the mail server that account mail leaves through.</summary>
internal static class OperatorMail
{
    public const string Key = "CareOps:Mail";

    private const int DefaultPort = 587;
    private const int ImplicitTlsPort = 465;

    // What means nothing without a server. The others have defaults, so an example's values may stand.
    private static readonly string[] OfServer = ["UserName", "Password", "FromAddress"];

    /// <returns>Null where no server is named: then mail becomes files.</returns>
    /// <exception cref="StartRefusedException">A value is wrong or missing; the password is never part of the message.</exception>
    public static SmtpSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        if (section["Host"] is not { Length: > 0 } host)
        {
            return OfServer.FirstOrDefault(key => !string.IsNullOrEmpty(section[key])) is { } alone
                ? throw new StartRefusedException($"{Key}:{alone} is set, but {Key}:Host is empty; name the mail server, or leave both empty.")
                : null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Wrong("Host", host, "a server name such as smtp.example.org");
        }

        if (EmailAddress.Parse(section["FromAddress"]) is not { } from)
        {
            throw Wrong("FromAddress", section["FromAddress"] ?? string.Empty, "an email address such as careops@example.org");
        }

        return new SmtpSettings(
            host,
            Port(section["Port"]),
            Security(section["Security"]),
            section["UserName"] is { Length: > 0 } user ? user : null,
            from.Value,
            Text.Line(section["FromName"]) ?? "CareOps");
    }

    private static int Port(string? value) => value switch
    {
        null or "" => DefaultPort,
        _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue && port != ImplicitTlsPort => port,
        _ => throw Wrong("Port", value, "1 to 65535, without 465 (use 587, which encrypts after connecting)"),
    };

    private static SmtpSecurity Security(string? value) => value switch
    {
        null or "" => SmtpSecurity.StartTls,
        _ when Enum.GetNames<SmtpSecurity>().Contains(value, StringComparer.OrdinalIgnoreCase) => Enum.Parse<SmtpSecurity>(value, ignoreCase: true),
        _ => throw Wrong("Security", value, string.Join(", ", Enum.GetNames<SmtpSecurity>())),
    };

    private static StartRefusedException Wrong(string key, string value, string allowed) =>
        new($"{Key}:{key} is \"{value}\"; allowed: {allowed}.");
}
