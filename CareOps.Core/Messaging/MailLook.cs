using System.Net;

using CareOps.Core.Workspaces;

namespace CareOps.Core.Messaging;

/// <summary>A business's colour and logo on its mails.</summary>
/// <param name="Name">What the business is called.</param>
/// <param name="Colour">Of links and the line above: readable on white.</param>
/// <param name="LogoUrl">Where mail programs load the logo; null where there is none.</param>
public sealed record MailLook(string Name, string? Colour, string? LogoUrl)
{
    private const int LogoHeight = 40;

    internal string? LinkStyle => Colour is null ? null : $" style=\"color:{Colour}\"";

    /// <summary>Null for a business that chose neither: its mails are plain words.</summary>
    public static MailLook? Of(Workspace workspace, PublicAddress address)
    {
        var colour = workspace.BrandColour is { } chosen ? BrandColours.Of(chosen).Base : null;
        var logo = workspace.LogoFileId is { } file ? $"{address.Root}{PublicAddress.Logo(workspace.Slug, file)}" : null;
        return colour is null && logo is null ? null : new MailLook(workspace.Name, colour, logo);
    }

    /// <summary>What stands above the words. Mail programs know no style sheets.</summary>
    internal string Head()
    {
        var name = WebUtility.HtmlEncode(Name);
        var inside = LogoUrl is { } url
            ? $"<img src=\"{WebUtility.HtmlEncode(url)}\" alt=\"{name}\" height=\"{LogoHeight}\" style=\"height:{LogoHeight}px;width:auto;border:0\">"
            : $"<strong style=\"font-size:18px;color:{Colour}\">{name}</strong>";
        return $"<p style=\"margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid {Colour ?? "#cbd2d2"}\">{inside}</p>\n";
    }
}
