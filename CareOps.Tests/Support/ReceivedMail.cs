namespace CareOps.Tests.Support;

/// <summary>A message as a mail server got it, decoded by Python's mail library.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients, blind copies included.</param>
/// <param name="IsEncrypted">Whether it came after STARTTLS.</param>
/// <param name="User">Who signed in; null where nobody did.</param>
/// <param name="Subject">Decoded; empty where there is none.</param>
/// <param name="Text">The plain text body with <c>\n</c> line ends and none at the end; null where there is none.</param>
/// <param name="Html">The HTML body, likewise.</param>
/// <param name="Headers">Decoded, in the order of the message.</param>
/// <param name="Parts">The types of all parts, in the order of the message.</param>
/// <param name="Attachments">Decoded, in the order of the message.</param>
/// <param name="RawFile">The message on the wire, as an .eml file; it goes with the server.</param>
public sealed record ReceivedMail(
    string From,
    IReadOnlyList<string> To,
    bool IsEncrypted,
    string? User,
    string Subject,
    string? Text,
    string? Html,
    IReadOnlyList<MailHeader> Headers,
    IReadOnlyList<string> Parts,
    IReadOnlyList<MailAttachment> Attachments,
    string RawFile)
{
    /// <summary>The first header of that name, in any case; null where there is none.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}

public sealed record MailHeader(string Name, string Value);

/// <param name="Name">What the file is called.</param>
/// <param name="Type">Its type, without parameters.</param>
/// <param name="Method">Of a calendar: the type's parameter of that name.</param>
/// <param name="Content">The file.</param>
public sealed record MailAttachment(string? Name, string Type, string? Method, ReadOnlyMemory<byte> Content);
