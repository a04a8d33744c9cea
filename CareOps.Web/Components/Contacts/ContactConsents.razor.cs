using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
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

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<MemberId, string> Members { get; set; } = new Dictionary<MemberId, string>();

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetConsentHandler SetConsent { get; set; } = null!;

    private static string NameOf(ConsentChannel channel) => channel == ConsentChannel.Sms ? "SMS" : "Email";

    private ContactConsent? Of(ConsentChannel channel) => Consents.FirstOrDefault(consent => consent.Channel == channel);

    private bool IsSubscribed(ConsentChannel channel) => Of(channel)?.IsSubscribed ?? true;

    private string About(ConsentChannel channel)
    {
        if (Of(channel) is not { } consent)
        {
            return "Subscribed from the start";
        }

        var who = consent.ChangedBy is { } by ? $"by {Members.GetValueOrDefault(by, "a former member")}" : "by the contact";
        return $"{(consent.IsSubscribed ? "Subscribed" : "Unsubscribed")} {Say.Day(consent.ChangedAt.InZone(Zone).Date)} {who}";
    }

    private async Task SetAsync(ConsentChannel channel, bool isSubscribed)
    {
        await _state.SaveAsync(() => SetConsent.HandleAsync(
            Member.Caller, new SetConsent(ContactId, channel, isSubscribed), CancellationToken.None));
        await OnChanged.InvokeAsync();
    }
}
