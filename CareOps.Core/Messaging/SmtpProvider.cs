using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;

namespace CareOps.Core.Messaging;

/// <summary>Sends through an SMTP server with the framework's client.</summary>
public sealed class SmtpProvider : IMessageProvider
{
    /// <summary>How long one sending may take; the client ignores cancellation while it waits for the answer to DATA.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public ProviderKind Kind => ProviderKind.Smtp;

    public async Task<SendOutcome> SendAsync(ProviderAccount account, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var connection = account.Connection;
        if (!await AnswersAsync(connection, cancellationToken))
        {
            return Unreachable(connection.Host);
        }

        var id = MailHeaders.MessageIdOf(connection, message.MessageId);
        using var mail = Compose(connection, message);
        using var client = new SmtpClient(connection.Host, connection.Port)
        {
            EnableSsl = connection.Security == SmtpSecurity.StartTls,
            Credentials = connection.UserName is null ? null : new NetworkCredential(connection.UserName, account.Secret),
            Timeout = (int)Timeout.TotalMilliseconds,
        };
        try
        {
            await client.SendMailAsync(mail, CancellationToken.None).WaitAsync(Timeout, cancellationToken);
            return new SendOutcome(SendOutcomeKind.Accepted, ProviderMessageId: id);
        }
        catch (TimeoutException)
        {
            return new SendOutcome(
                SendOutcomeKind.Ambiguous, "The mail server took the message but never said whether it accepted it.");
        }
        catch (SmtpException exception)
        {
            return Explain(exception, connection.Host);
        }
    }

    private static SendOutcome Unreachable(string host) =>
        new(SendOutcomeKind.TryAgain, $"The mail server {host} can't be reached.");

    // The client doesn't tell a server that never answered from one that fell silent after the message. This does.
    private static async Task<bool> AnswersAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(connection.Host, connection.Port, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
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
            Unreachable(host),
        { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: IOException or null } =>
            new(SendOutcomeKind.Ambiguous, "The connection broke while the message was being sent."),
        { StatusCode: var status } when IsPermanent(status) =>
            new(SendOutcomeKind.Refused, "The mail server refused the message."),
        _ => new(SendOutcomeKind.TryAgain, "The mail server could not take the message now."),
    };

    // RFC 5321, section 4.2.1: 5yz is final.
    private static bool IsPermanent(SmtpStatusCode status) => (int)status is >= 500 and < 600;
}
