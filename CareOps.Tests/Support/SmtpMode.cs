namespace CareOps.Tests.Support;

/// <summary>How the far end of SMTP behaves.</summary>
public enum SmtpMode
{
    Accept,

    /// <summary>550 for the addresses given, at RCPT; others are accepted.</summary>
    RejectRecipients,

    /// <summary>451 for every recipient, as greylisting does.</summary>
    TemporaryFailure,

    /// <summary>Keeps the message, then cuts the connection: the sender can't know that it arrived.</summary>
    DropAfterData,

    /// <summary>Keeps the message and gives no answer until the mode changes.</summary>
    Stall,
}
