using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Automation.Templates;

/// <summary>
/// Sends what is typed, filled in for <paramref name="SampleId"/>, to an address of the owner's own, through the channel's first
/// connection. The customer gets nothing; the links in it open nothing.
/// </summary>
[Requires(Right.ManageWorkspace)]
public sealed record SendTemplateTest(
    TemplateAbout About, Guid? SampleId, Channel Channel, Language Language, string? Subject, string? Body, string? To)
{
    /// <summary>What the provider said: known before the transaction that notes it.</summary>
    internal (Guid Connection, SendOutcome Said)? Outcome { get; init; }
}

public sealed class SendTemplateTestHandler(IWriteDoor door, ReadDoor reader, ProviderChain chain, PublicAddress address, IdGenerator ids)
    : Handler<SendTemplateTest, SendOutcome>(door)
{
    private static readonly Error NoConnection = new(
        "template.no_connection", "No provider is connected for this channel, so nothing can leave. Connect one in Settings, Channels.", ErrorKind.Conflict);

    protected override IEnumerable<Error> Check(SendTemplateTest command) => TemplateDesk.Check(command.Channel, command.Subject, command.Body);

    protected override async Task<Result<SendOutcome>> RunAsync(Caller caller, SendTemplateTest command, CancellationToken cancellationToken)
    {
        await using var db = await reader.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var country = (await db.WorkspaceAsync(cancellationToken)).Country;
        if ((TemplateDesk.CheckVariables(command.About, command.Subject, command.Body) ?? CheckAddress(command, country)) is { } error)
        {
            return error;
        }

        var words = new TemplateWords(Text.Line(command.Subject), Text.Lines(command.Body)!);
        var form = new TemplateForm(command.Channel, command.Language);
        if (await TemplateTrial.FillAsync(db, address, command.About, command.SampleId, form, words, cancellationToken) is not { } filled)
        {
            return Error.NotFound("booking or contact");
        }

        var connection = await db.ProviderConnections()
            .Where(row => row.Channel == command.Channel && row.IsEnabled)
            .OrderBy(row => row.Position).FirstOrDefaultAsync(cancellationToken);
        if (connection is null)
        {
            return NoConnection;
        }

        var id = ids.New();
        var to = command.Channel == Channel.Email
            ? EmailAddress.Parse(command.To)!.Value.Value
            : PhoneNumber.Parse(command.To, country)!.Value.Value;
        var said = await chain.TryAsync(
            connection, new OutgoingMessage(id, $"{id:N}", to, filled.Words.Subject ?? string.Empty, filled.Words.Body), cancellationToken);
        return await base.RunAsync(caller, command with { Outcome = (connection.Id, said) }, cancellationToken);
    }

    protected override async Task<Result<SendOutcome>> ExecuteAsync(
        CareOpsDb db, Caller caller, SendTemplateTest command, CancellationToken cancellationToken)
    {
        var (id, said) = command.Outcome!.Value;
        var connection = await db.ProviderConnections().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        connection?.Note(said, db.Now);
        return said;
    }

    private static Error? CheckAddress(SendTemplateTest command, string country)
    {
        var errors = new FieldChecks();
        if (command.Channel == Channel.Email)
        {
            errors.Email(command.To, nameof(command.To), required: true);
        }
        else
        {
            errors.Required(command.To, nameof(command.To), "a phone number", ProviderConnection.MaxNameLength);
            errors.Phone(command.To, nameof(command.To), country);
        }

        return Error.Join(errors.All);
    }
}
