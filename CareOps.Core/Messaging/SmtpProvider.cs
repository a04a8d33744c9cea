using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

using CareOps.Core.Foundation;

using MailAttachment = System.Net.Mail.Attachment;

namespace CareOps.Core.Messaging;

/// <summary>Sends through an SMTP server with the framework's client.</summary>
public sealed class SmtpProvider : IMessageProvider
{
    private const int MostOfAnAnswer = 64 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long one sending may take; the client ignores cancellation while it waits for the answer to DATA.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether it connects to this machine and its network.</summary>
    public bool AllowsPrivateNetworks { get; init; } = true;

    /// <summary>Finds the addresses of a name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public ProviderKind Kind => ProviderKind.Smtp;

    public async Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var connection = account.Connection;
        if (await ObstacleAsync(connection, cancellationToken) is { } obstacle)
        {
            return new SendOutcome(SendOutcomeKind.TryAgain, obstacle);
        }

        var id = MailHeaders.MessageIdOf(connection, message.MessageId);
        var limit = Timeout + ProviderHttp.TimeFor(message.FileSize);
        using var mail = Compose(connection, message);
        using var client = new SmtpClient(connection.Host, connection.Port)
        {
            EnableSsl = connection.Security == SmtpSecurity.StartTls,
            Credentials = connection.UserName is null ? null : new NetworkCredential(connection.UserName, account.Secret),
            Timeout = (int)limit.TotalMilliseconds,
        };
        try
        {
            await client.SendMailAsync(mail, CancellationToken.None).WaitAsync(limit, cancellationToken);
            return new SendOutcome(SendOutcomeKind.Accepted, ProviderMessageId: id);
        }
        catch (TimeoutException)
        {
            return new SendOutcome(
                SendOutcomeKind.Ambiguous, "The mail server took the message but never said whether it accepted it.");
        }
        catch (FormatException)
        {
            return new SendOutcome(
                SendOutcomeKind.Ambiguous, "The mail server's answer made no sense, so nobody knows whether it took the message.");
        }
        catch (SmtpException exception)
        {
            return Explain(exception, connection.Host);
        }
    }

    private static string Unreachable(string host) => $"The mail server {host} can't be reached.";

    // The client doesn't tell a server that never greeted from one that fell silent after the message. This does.
    private async Task<string?> ObstacleAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        using var socket = new TcpClient();
        try
        {
            var addresses = await Resolve(connection.Host, limit.Token);
            if (!AllowsPrivateNetworks && !addresses.All(NetworkGuard.IsPublic))
            {
                return $"The mail server {connection.Host} lies in a private network, which this server does not send into.";
            }

            await socket.ConnectAsync(addresses, connection.Port, limit.Token);
            limit.CancelAfter(Timeout);
            return await ObstacleAsync(socket, connection, limit.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return socket.Connected ? $"The mail server {connection.Host} does not answer." : Unreachable(connection.Host);
        }
    }

    private static async Task<string?> ObstacleAsync(TcpClient socket, ProviderConnection connection, CancellationToken cancellationToken)
    {
        await using var stream = socket.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var greeting = await AnswerAsync(reader, cancellationToken);
        if (greeting?.StartsWith("220", StringComparison.Ordinal) != true)
        {
            return $"The mail server {connection.Host} takes no mail at the moment.";
        }

        string? offer = null;
        if (connection.Security == SmtpSecurity.StartTls)
        {
            await stream.WriteAsync("EHLO localhost\r\n"u8.ToArray(), cancellationToken);
            offer = await AnswerAsync(reader, cancellationToken);
        }

        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), cancellationToken);
        return connection.Security == SmtpSecurity.StartTls && offer?.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) != true
            ? $"The mail server {connection.Host} offers no encryption after connecting. Check the port and the encryption in Settings, Channels."
            : null;
    }

    // RFC 5321, section 4.2.1: all lines but the last have a hyphen behind the code.
    private static async Task<string?> AnswerAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        while (answer.Length < MostOfAnAnswer && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            answer.AppendLine(line);
            if (line.Length < 4 || line[3] != '-')
            {
                return answer.ToString();
            }
        }

        return null;
    }

    private static MailMessage Compose(ProviderConnection connection, OutgoingMessage email)
    {
        var message = new MailMessage(
            new MailAddress(connection.FromAddress, connection.FromName, Encoding.UTF8), new MailAddress(email.To))
        {
            Subject = email.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = email.Text,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(MailParts.Html(email.Text, email.Look), Encoding.UTF8, MediaTypeNames.Text.Html));
        if (email.Calendar is { } calendar)
        {
            message.Attachments.Add(new MailAttachment(new MemoryStream(Encoding.UTF8.GetBytes(calendar)), new ContentType(MailParts.CalendarType(calendar)))
            {
                Name = MailParts.CalendarName,
            });
        }

        foreach (var file in email.Files)
        {
            message.Attachments.Add(new MailAttachment(file.Open(), new ContentType(file.ContentType))
            {
                Name = file.Name,
                NameEncoding = Encoding.UTF8,
            });
        }

        foreach (var (name, value) in MailHeaders.Lines(connection, email))
        {
            message.Headers.Add(name, value);
        }

        if (email.ReplyTo is { } address)
        {
            message.ReplyToList.Add(address);
        }

        return message;
    }

    private static SendOutcome Explain(SmtpException exception, string host) => exception switch
    {
        SmtpFailedRecipientException { StatusCode: var status } when IsPermanent(status) =>
            new(SendOutcomeKind.Refused, "The mail server refused this address: it doesn't exist or takes no mail."),
        SmtpFailedRecipientException =>
            new(SendOutcomeKind.TryAgain, "The mail server asks to try this address again later."),
        { StatusCode: SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted } =>
            new(SendOutcomeKind.TryAgain, "The mail server refused the sign-in. Check user name, password and encryption."),
        { InnerException: SocketException } =>
            new(SendOutcomeKind.TryAgain, Unreachable(host)),
        { InnerException: AuthenticationException } =>
            new(SendOutcomeKind.TryAgain, $"The mail server {host} and CareOps could not agree on encryption. Its certificate may be out of date or made out to another name."),
        { StatusCode: SmtpStatusCode.GeneralFailure } =>
            new(SendOutcomeKind.Ambiguous, "The connection to the mail server broke while the message was being sent, or its answer made no sense."),
        { StatusCode: var status } when IsPermanent(status) =>
            new(SendOutcomeKind.Refused, "The mail server refused the message."),
        _ => new(SendOutcomeKind.TryAgain, "The mail server could not take the message now."),
    };

    // RFC 5321, section 4.2.1: 5yz is final.
    private static bool IsPermanent(SmtpStatusCode status) => (int)status is >= 500 and < 600;
}
