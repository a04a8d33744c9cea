using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>Changes what the business is called, where it is and how it is reached.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record ChangeBusiness(
    string? Name,
    string? Slug,
    string? TimeZone,
    string? Currency,
    string? Country,
    string? StreetAddress,
    string? ContactEmail,
    string? ContactPhone,
    int ResponseTargetMinutes)
{
    /// <summary>What customers are written to in; null for what most people of the country read.</summary>
    public Language? Language { get; init; }
}

public sealed class ChangeBusinessHandler(IWriteDoor door) : Handler<ChangeBusiness, Workspace>(door)
{
    private const int LongestTarget = 7 * 24 * 60;

    protected override IEnumerable<Error> Check(ChangeBusiness command)
    {
        var errors = new FieldChecks();
        errors.Required(command.Name, nameof(command.Name), "the name of your business", Workspace.MaxNameLength);
        errors.If(
            !Foundation.Slug.IsValid(command.Slug),
            "slug",
            "Use lower-case letters, digits and hyphens, as in riverside-physio.",
            nameof(command.Slug));
        errors.If(!Locales.IsTimeZone(command.TimeZone), "time_zone", "Choose a time zone from the list.", nameof(command.TimeZone));
        errors.If(
            !Locales.Currencies.Contains(command.Currency, StringComparer.Ordinal), "currency", "Choose a currency from the list.", nameof(command.Currency));
        errors.If(
            !CallingCodes.TryGet(command.Country ?? string.Empty, out _),
            "country",
            "Choose a country from the list.",
            nameof(command.Country));
        errors.Optional(command.StreetAddress, nameof(command.StreetAddress), Workspace.MaxAddressLength);
        errors.Email(command.ContactEmail, nameof(command.ContactEmail), required: false);
        errors.Phone(command.ContactPhone, nameof(command.ContactPhone), command.Country ?? string.Empty);
        errors.Range(command.ResponseTargetMinutes, 1, LongestTarget, nameof(command.ResponseTargetMinutes), "minutes");
        return errors.All;
    }

    protected override async Task<Result<Workspace>> ExecuteAsync(
        CareOpsDb db, Caller caller, ChangeBusiness command, CancellationToken cancellationToken)
    {
        await db.LockAsync("registration", cancellationToken);
        if (await FreeSlugs.IsTakenAsync(db, command.Slug!, db.Workspace, cancellationToken))
        {
            return new Error(
                "slug.taken", "Another business has this address. Choose another one.", ErrorKind.Invalid, nameof(command.Slug));
        }

        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        var before = new { workspace.Slug, workspace.TimeZone, workspace.Currency, workspace.ResponseTargetMinutes };
        workspace.Describe(new BusinessDetails(
            Text.Line(command.Name)!,
            command.Slug!,
            command.TimeZone!,
            command.Currency!,
            command.Country!,
            Text.Line(command.StreetAddress),
            EmailAddress.Parse(command.ContactEmail)?.Value,
            PhoneNumber.Parse(command.ContactPhone, command.Country!)?.Value,
            command.ResponseTargetMinutes)
        {
            Language = command.Language,
        });
        var after = new { workspace.Slug, workspace.TimeZone, workspace.Currency, workspace.ResponseTargetMinutes };
        db.Audit(caller, "business.changed", workspace.Id.Value, before, after);
        return workspace;
    }
}
