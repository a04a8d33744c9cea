using CareOps.Core.Data;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Workspaces;

/// <summary>One business.</summary>
public sealed class Workspace : ILive, IPartOfSchedule
{
    public const int MaxNameLength = 100;
    public const int MaxAddressLength = 200;
    public const int DefaultResponseTargetMinutes = 240;

    private Workspace()
    {
    }

    public WorkspaceId Id { get; private set; }

    WorkspaceId IWorkspaceOwned.WorkspaceId => Id;

    public string Name { get; private set; } = string.Empty;

    /// <summary>The part of the public addresses that names this business.</summary>
    public string Slug { get; private set; } = string.Empty;

    /// <summary>IANA name; the zone of the opening hours and of every time shown.</summary>
    public string TimeZone { get; private set; } = string.Empty;

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = string.Empty;

    /// <summary>ISO 3166, two letters: how national phone numbers are read.</summary>
    public string Country { get; private set; } = string.Empty;

    /// <summary>What the owner chose to write in; null for what most people of the country read.</summary>
    public Language? ChosenLanguage { get; private set; }

    /// <summary>What customers are written to in who have not asked for another.</summary>
    public Language Language => ChosenLanguage ?? Languages.OfCountry(Country);

    public string? StreetAddress { get; private set; }

    public string? ContactEmail { get; private set; }

    public string? ContactPhone { get; private set; }

    /// <summary>Whether the public pages answer. Off until the owner opens the business.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When the public pages were first opened; null while the business is being set up.</summary>
    public Instant? OpenedAt { get; private set; }

    /// <summary>When everything of it is erased; null while nobody asked for that.</summary>
    public Instant? ErasureAt { get; private set; }

    /// <summary>Its rows are being erased: from here there is no way back.</summary>
    public bool IsErasing { get; private set; }

    /// <summary>Whether the public pages answered when the erasure was asked for, and do again if it is taken back.</summary>
    public bool OpensOnReturn { get; private set; }

    /// <summary>Whether messages go out by themselves: not before the business first opened, nor after its end was decided.</summary>
    public bool SendsByItself => OpenedAt is not null && ErasureAt is null;

    /// <summary>The colour of the public pages and mails, as #rrggbb; null for the program's own.</summary>
    public string? BrandColour { get; private set; }

    /// <summary>The stored file with the logo.</summary>
    public Guid? LogoFileId { get; private set; }

    /// <summary>Within how many minutes a member wants to have answered a customer.</summary>
    public int ResponseTargetMinutes { get; private set; } = DefaultResponseTargetMinutes;

    /// <summary>
    /// Another number after each change of services, members, hours, holidays and resources, so that what was read of them is known to
    /// be current without reading it again.
    /// </summary>
    public int ScheduleVersion { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>When no automatic text messages are sent; null for never.</summary>
    public QuietTime? QuietSms => QuietSmsFrom is { } from && QuietSmsUntil is { } until ? new QuietTime(from, until) : null;

    /// <summary>When no automatic email is sent; null for never.</summary>
    public QuietTime? QuietEmail => QuietEmailFrom is { } from && QuietEmailUntil is { } until ? new QuietTime(from, until) : null;

    /// <summary>Minutes of the day, in the contact's zone where it is known; both or none.</summary>
    public int? QuietSmsFrom { get; private set; }

    public int? QuietSmsUntil { get; private set; }

    public int? QuietEmailFrom { get; private set; }

    public int? QuietEmailUntil { get; private set; }

    /// <summary>
    /// What addresses of erased contacts are hashed with, encrypted: so the list of whom to leave alone can be kept without naming them.
    /// Null until the first one is erased.
    /// </summary>
    public string? AddressKey { get; private set; }

    public LiveSubject LiveSubject => new(nameof(Workspace), Id.Value);

    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The stored zone is unknown to this version's tz database.</exception>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    public static Workspace Create(WorkspaceId id, string name, string slug, Locale locale, Instant now) => new()
    {
        Id = id,
        Name = name,
        Slug = slug,
        TimeZone = locale.TimeZone,
        Currency = locale.Currency,
        Country = locale.Country,
        CreatedAt = now,
    };

    public void Describe(BusinessDetails details)
    {
        Name = details.Name;
        Slug = details.Slug;
        TimeZone = details.TimeZone;
        Currency = details.Currency;
        Country = details.Country;
        StreetAddress = details.StreetAddress;
        ContactEmail = details.ContactEmail;
        ContactPhone = details.ContactPhone;
        ResponseTargetMinutes = details.ResponseTargetMinutes;
        ChosenLanguage = details.Language;
    }

    public void KeepQuiet(QuietTime? sms, QuietTime? email)
    {
        (QuietSmsFrom, QuietSmsUntil) = (sms?.FromMinute, sms?.UntilMinute);
        (QuietEmailFrom, QuietEmailUntil) = (email?.FromMinute, email?.UntilMinute);
    }

    internal void HashAddressesWith(string protectedKey) => AddressKey = protectedKey;

    public void Open(Instant now)
    {
        IsOpen = true;
        OpenedAt ??= now;
    }

    public void Close() => IsOpen = false;

    public void Brand(string? colour) => BrandColour = colour;

    internal void ShowLogo(Guid? fileId) => LogoFileId = fileId;

    /// <summary>Closes it to the outside, and sets the day on which everything of it goes.</summary>
    internal void EndAt(Instant moment)
    {
        (ErasureAt, OpensOnReturn) = (moment, IsOpen);
        Close();
    }

    /// <summary>Takes the end back: everything is as it was.</summary>
    internal void Return()
    {
        IsOpen = OpensOnReturn;
        (ErasureAt, OpensOnReturn) = (null, false);
    }

    internal void BeginErasing() => IsErasing = true;
}

/// <summary>Where a business is: zone, currency, country.</summary>
public sealed record Locale(string TimeZone, string Currency, string Country);

/// <summary>What an owner says of the business, cleaned and checked.</summary>
public sealed record BusinessDetails(
    string Name,
    string Slug,
    string TimeZone,
    string Currency,
    string Country,
    string? StreetAddress,
    string? ContactEmail,
    string? ContactPhone,
    int ResponseTargetMinutes)
{
    /// <summary>Null for what most people of the country read.</summary>
    public Language? Language { get; init; }
}
