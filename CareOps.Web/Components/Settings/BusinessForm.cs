using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Components.Settings;

/// <summary>What is typed about the business.</summary>
public sealed class BusinessForm
{
    public string? Name { get; set; }

    public string? Slug { get; set; }

    public string? TimeZone { get; set; }

    public string? Currency { get; set; }

    public string? Country { get; set; }

    /// <summary>A language's name; empty for what the country speaks.</summary>
    public string? Language { get; set; }

    public string? StreetAddress { get; set; }

    public string? ContactEmail { get; set; }

    public string? ContactPhone { get; set; }

    public string? ResponseTarget { get; set; }

    public static BusinessForm Of(Workspace workspace) => new()
    {
        Name = workspace.Name,
        Slug = workspace.Slug,
        TimeZone = workspace.TimeZone,
        Currency = workspace.Currency,
        Country = workspace.Country,
        Language = $"{workspace.ChosenLanguage}",
        StreetAddress = workspace.StreetAddress,
        ContactEmail = workspace.ContactEmail,
        ContactPhone = workspace.ContactPhone,
        ResponseTarget = Typed.Of(workspace.ResponseTargetMinutes),
    };

    public ChangeBusiness Command() => new(
        Name, Slug?.Trim(), TimeZone, Currency, Country, StreetAddress, ContactEmail, ContactPhone, Typed.Whole(ResponseTarget))
    {
        Language = Enum.TryParse<Language>(Language, out var language) ? language : null,
    };
}
