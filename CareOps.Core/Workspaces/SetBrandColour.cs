using System.Globalization;

using CareOps.Core.Audit;
using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Core.Workspaces;

/// <summary>The colour of the public pages and mails; null or empty for the program's own.</summary>
[Requires(Right.ManageWorkspace)]
public sealed record SetBrandColour(string? Colour);

public sealed class SetBrandColourHandler(IWriteDoor door) : Handler<SetBrandColour, Done>(door)
{
    protected override IEnumerable<Error> Check(SetBrandColour command)
    {
        if (Text.Line(command.Colour) is not { } typed)
        {
            yield break;
        }

        if (BrandColours.Parse(typed) is not { } colour)
        {
            yield return new Error(
                "brand.colour", "Enter a colour as six digits, as in #0f766e, or choose one.", ErrorKind.Invalid, nameof(command.Colour));
        }
        else if (!BrandColours.IsReadable(colour))
        {
            yield return new Error("brand.contrast", WhyNot(colour), ErrorKind.Invalid, nameof(command.Colour));
        }
    }

    protected override async Task<Result<Done>> ExecuteAsync(
        CareOpsDb db, Caller caller, SetBrandColour command, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces().SingleAsync(cancellationToken);
        var before = workspace.BrandColour;
        workspace.Brand(BrandColours.Parse(command.Colour));
        if (before != workspace.BrandColour)
        {
            db.Audit(caller, "business.branded", workspace.Id.Value, new { Colour = before }, new { Colour = workspace.BrandColour });
        }

        return Done.It;
    }

    private static string WhyNot(string colour) => string.Create(
        CultureInfo.InvariantCulture,
        $"Words on this colour are hard to read: the contrast to white is {BrandColours.ContrastOnWhite(colour):0.0} to 1, and {BrandColours.Needed:0.0} to 1 is needed. The nearest colour that works is {BrandColours.Nearest(colour)}.");
}
