using System.Text.RegularExpressions;

using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Inbox;

/// <summary>Adds a saved reply (<paramref name="Id"/> null) or rewrites one.</summary>
[Requires(Right.ManageInbox)]
public sealed record SaveSavedReply(Guid? Id, string? Shortcut, string? Body);

[Requires(Right.ManageInbox)]
public sealed record RemoveSavedReply(Guid Id);

public sealed partial class SaveSavedReplyHandler(IWriteDoor door) : Handler<SaveSavedReply, Guid>(door)
{
    protected override IEnumerable<Error> Check(SaveSavedReply command)
    {
        var errors = new FieldChecks();
        var shortcut = Shortcut(command);
        errors.Required(shortcut, nameof(command.Shortcut), "the word to type after the slash", SavedReply.MaxShortcutLength);
        errors.If(
            shortcut is not null && !Plain().IsMatch(shortcut),
            "saved_reply.shortcut",
            "Use small letters, digits and hyphens only.",
            nameof(command.Shortcut));
        errors.Required(Text.Lines(command.Body), nameof(command.Body), "what it says", SavedReply.MaxBodyLength);
        var unknown = MessageTemplate.UnknownIn(command.Body ?? string.Empty, SavedReply.Variables);
        errors.If(
            unknown is not null,
            "saved_reply.variable",
            $"Customers would read {unknown} as it stands: nothing is called that. Choose one of those below, with two braces on each side.",
            nameof(command.Body));
        return errors.All;
    }

    protected override async Task<Result<Guid>> ExecuteAsync(
        CareOpsDb db, Caller caller, SaveSavedReply command, CancellationToken cancellationToken)
    {
        var shortcut = Shortcut(command)!;
        await db.LockAsync($"saved-replies:{db.Workspace}", cancellationToken);
        var reply = command.Id is { } id ? await db.SavedReplies().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : SavedReply.Of(db);
        if (reply is null)
        {
            return Error.NotFound("saved reply");
        }

        if (await db.SavedReplies().AnyAsync(row => row.Shortcut == shortcut && row.Id != reply.Id, cancellationToken))
        {
            return new Error("saved_reply.taken", $"There is a reply /{shortcut} already.", ErrorKind.Conflict, nameof(command.Shortcut));
        }

        reply.Write(shortcut, Text.Lines(command.Body)!);
        if (command.Id is null)
        {
            db.Add(reply);
        }

        db.Audit(caller, "saved_reply.saved", reply.Id, null, new { reply.Shortcut });
        return reply.Id;
    }

    private static string? Shortcut(SaveSavedReply command) => Text.Line(command.Shortcut)?.TrimStart('/').ToLowerInvariant();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}

public sealed class RemoveSavedReplyHandler(IWriteDoor door) : Handler<RemoveSavedReply, Done>(door)
{
    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, RemoveSavedReply command, CancellationToken cancellationToken)
    {
        var reply = await db.SavedReplies().SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (reply is null)
        {
            return Error.NotFound("saved reply");
        }

        db.Remove(reply);
        db.Audit(caller, "saved_reply.removed", reply.Id, new { reply.Shortcut }, null);
        return Done.It;
    }
}
