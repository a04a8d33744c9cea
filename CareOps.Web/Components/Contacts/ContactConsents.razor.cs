using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Contacts;

/// <summary>Whether a contact wants messages by each channel, since when, and who said so.</summary>
public sealed partial class ContactConsents
{
    private readonly FormState _state = new();

    [Parameter, EditorRequired]
    public Guid ContactId { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<ContactConsent> Consents { get; set; } = [];

    /// <summary>Which of the contact's present addresses get nothing.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SuppressionRow> Suppressions { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Members { get; set; } = new Dictionary<MemberId, string>();

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    /// <summary>What they are written to in; null for the business's own.</summary>
    [Parameter]
    public Language? Language { get; set; }

    /// <summary>Where they live; null where nobody knows.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetConsentHandler SetConsent { get; set; } = null!;

    [Inject]
    private SetContactLanguageHandler SetLanguage { get; set; } = null!;

    [Inject]
    private SetContactTimeZoneHandler SetTimeZone { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private AllowAgainHandler AllowAgain { get; set; } = null!;

    private static string NameOf(ConsentChannel channel) => channel == ConsentChannel.Sms ? "SMS" : "Email";

    private ContactConsent? Of(ConsentChannel channel) => Consents.FirstOrDefault(consent => consent.Channel == channel);

    private bool IsSubscribed(ConsentChannel channel) => Of(channel)?.IsSubscribed ?? true;

    private string About(ConsentChannel channel)
    {
        if (Of(channel) is not { } consent)
        {
            return "Subscribed from the start";
        }

        var who = consent switch
        {
            { ChangedBy: { } by } => $"by {Members.GetValueOrDefault(by, "a former member")}",
            { Source: ConsentSource.Import } => "by an imported file",
            { Source: ConsentSource.Complaint } => "by reporting spam",
            { Source: ConsentSource.Link } => "by the link in a message",
            { Source: ConsentSource.Answer } => "by answering a message",
            _ => "by the contact",
        };
        return $"{(consent.IsSubscribed ? "Subscribed" : "Unsubscribed")} {Say.Day(consent.ChangedAt.InZone(Zone).Date)} {who}";
    }

    private SuppressionRow? Stopped(ConsentChannel channel) => Suppressions.FirstOrDefault(
        row => row.Channel == (channel == ConsentChannel.Sms ? Channel.Sms : Channel.Email));

    private string SentenceOf(SuppressionRow row)
    {
        var day = Say.Day(row.At.InZone(Zone).Date);
        return row.Reason switch
        {
            SuppressionReason.Bounced => $"{(row.Channel == Channel.Sms ? "Messages" : "Mail")} to this address came back on {day}, so nothing is sent there. Correct the address, or",
            SuppressionReason.Stopped => $"Asked for no more messages on {day}, so nothing is sent there, not even what you write.",
            SuppressionReason.Complained => $"Reported a message as spam on {day}, so nothing is sent there, not even what you write.",
            _ => $"A member stopped all messages to it on {day}.",
        };
    }

    private async Task AllowAsync(SuppressionRow row)
    {
        await _state.SaveAsync(() => AllowAgain.HandleAsync(Member.Caller, new AllowAgain(row.Id), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }

    private async Task WriteInAsync(object? chosen)
    {
        Language? language = Enum.TryParse<Language>(chosen as string, out var known) ? known : null;
        await _state.SaveAsync(() => SetLanguage.HandleAsync(
            Member.Caller, new SetContactLanguage(ContactId, language), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }

    private async Task LiveInAsync(object? chosen)
    {
        await _state.SaveAsync(() => SetTimeZone.HandleAsync(
            Member.Caller, new SetContactTimeZone(ContactId, chosen is string { Length: > 0 } zone ? zone : null), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }

    private async Task SetAsync(ConsentChannel channel, bool isSubscribed)
    {
        await _state.SaveAsync(() => SetConsent.HandleAsync(
            Member.Caller, new SetConsent(ContactId, channel, isSubscribed), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }
}
