using System.Diagnostics;
using System.Security.Cryptography;

using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Tests.Support;

namespace CareOps.Tests.Messaging;

/// <summary>Another mail server than the tests' usual one, and Python's email package as the program that reads.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class OpenSmtpdTests
{
    private const string Read = """
        import email, email.policy, hashlib, sys
        mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
        print(mail["Subject"], "|", mail["Message-ID"], "|", mail.get_body(("plain",)).get_content().strip())
        for part in mail.iter_attachments():
            print(part.get_filename(), "|", part.get_content_type(), "|", hashlib.sha256(part.get_payload(decode=True)).hexdigest())
        print("defects", len(mail.defects))
        """;

    [OpenSmtpdFact]
    public async Task It_takes_a_reply_with_files_and_delivers_every_byte()
    {
        await using var server = await OpenSmtpd.StartAsync();
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var conversation = await AttachmentTests.AskedAsync(business);
        await business.ConnectSmtpAsync(server.Port);
        var large = SampleFiles.Large(500_000);
        var file = await AttachmentTests.AttachAsync(business, conversation, "Übungen.pdf", large);
        var reply = Guid.CreateVersion7();

        (await house.Get<ReplyToConversationHandler>().HandleAsync(
            business.Owner, new ReplyToConversation(conversation, reply, Channel.Email, "Here it is.") { Attachments = [file] }, CancellationToken.None)).Required();
        await house.DrainAsync();

        Assert.Equal(MessageStatus.Sent, (await business.MessagesAsync()).Single(message => message.Id == reply).Status);
        Assert.Equal(
            [
                $"Riverside Physio | <{reply:N}@riverside.example> | Here it is.",
                $"Übungen.pdf | application/pdf | {Convert.ToHexStringLower(SHA256.HashData(large))}",
                "defects 0",
            ],
            await ReadAsync(await server.MailAsync()));
    }

    private static async Task<string[]> ReadAsync(string mail)
    {
        using var python = Process.Start(new ProcessStartInfo(SystemTools.SmtpPython.Require(), ["-X", "utf8", "-c", Read, mail])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
