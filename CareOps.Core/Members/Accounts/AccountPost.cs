using System.Globalization;
using System.Text;

using CareOps.Core.Messaging;

using NodaTime;

namespace CareOps.Core.Members.Accounts;

/// <summary>How account mail leaves (<c>CareOps:Mail</c>).</summary>
/// <param name="Server">The operator's mail server; null: mails become files.</param>
/// <param name="Password">Of the mail server's user.</param>
/// <param name="Folder">Where mails become files, below the data directory.</param>
public sealed record AccountMailOptions(SmtpSettings? Server, string? Password, string Folder);

/// <summary>
/// Sends account mail through the operator's mail server or, where there is none, leaves it as <c>.eml</c> files that only the operator
/// can read.
/// </summary>
public sealed class AccountPost(AccountMailOptions options, IClock clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Whoever runs the server says where its own mail goes: anywhere.
    private readonly SmtpProvider _smtp = new();

    private readonly ProviderAccount? _account = options.Server is { } server
        ? new ProviderAccount(ProviderConnection.OfOperator(server), options.Password)
        : null;

    /// <summary>Whether mails reach people, rather than the operator's folder.</summary>
    public bool ReachesPeople => _account is not null;

    public async Task<SendOutcome> SendAsync(Guid id, WrittenMail mail, CancellationToken cancellationToken)
    {
        if (_account is not null)
        {
            return await _smtp.SendAsync(
                _account, new OutgoingMessage(id, id.ToString("N"), mail.To, mail.Subject, mail.Text), cancellationToken);
        }

        await KeepAsync(id, mail, cancellationToken);
        return new SendOutcome(SendOutcomeKind.Accepted);
    }

    private async Task KeepAsync(Guid id, WrittenMail mail, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(options.Folder);
        }
        else
        {
            Directory.CreateDirectory(options.Folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        var now = clock.GetCurrentInstant().ToDateTimeUtc();
        var name = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{id:N}.eml");
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnerOnly;
        }

        await using var file = new StreamWriter(Path.Combine(options.Folder, name), new UTF8Encoding(false), how);
        await file.WriteAsync(Eml(id, mail, now).AsMemory(), cancellationToken);
    }

    private static string Eml(Guid id, WrittenMail mail, DateTime now) => string.Join(
        "\r\n",
        "From: CareOps <careops@localhost>",
        $"To: {mail.To}",
        $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Subject))}?=",
        string.Create(CultureInfo.InvariantCulture, $"Date: {now:ddd, dd MMM yyyy HH:mm:ss} +0000"),
        $"Message-ID: <{id:N}@localhost>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        string.Empty,
        mail.Text.ReplaceLineEndings("\r\n"),
        string.Empty);
}
