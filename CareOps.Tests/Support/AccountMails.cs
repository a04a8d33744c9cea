using CareOps.Core.Members.Accounts;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Support;

/// <summary>A mail about an account, as the operator finds it in the data directory.</summary>
internal sealed record KeptMail(string To, string Text)
{
    /// <summary>The token of the link below an address: <c>/account/reset/</c>.</summary>
    public string TokenOf(string path)
    {
        var start = Text.IndexOf(path, StringComparison.Ordinal) + path.Length;
        return Text[start..(start + 22)];
    }
}

/// <summary>Reads the account mail that a server kept, oldest first.</summary>
internal static class AccountMails
{
    public static IReadOnlyList<KeptMail> Of(IServiceProvider services)
    {
        var folder = services.GetRequiredService<AccountMailOptions>().Folder;
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(static file => Parse(File.ReadAllText(file)))];
    }

    /// <summary>What was sent to an address, of one kind.</summary>
    public static IReadOnlyList<KeptMail> To(IServiceProvider services, string address, string path) =>
        [.. Of(services).Where(mail => mail.To == address && mail.Text.Contains(path, StringComparison.Ordinal))];

    private static KeptMail Parse(string eml)
    {
        var to = eml.Split("\r\n").First(static line => line.StartsWith("To: ", StringComparison.Ordinal))["To: ".Length..];
        return new KeptMail(to, eml[(eml.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
