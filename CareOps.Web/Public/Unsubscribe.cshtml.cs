using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>
/// Which automatic messages a contact gets, for whoever holds the link at the foot of one. Looking changes nothing: mail programs and
/// their guards open every link. A mail program's own button sends one request (RFC 8058) and is done.
/// </summary>
[Requires(Right.HoldLink)]
[OneClick]
public sealed class UnsubscribeModel(
    WorkspaceQueries workspaces, PublicLinks links, PreferenceQueries queries, SetOwnPreferencesHandler handler) : PublicPage(workspaces)
{
    public ContactPreferences Preferences { get; private set; } = null!;

    public string Token { get; private set; } = string.Empty;

    public bool IsSaved { get; private set; }

    public bool WantsNothing =>
        !(Preferences is { Email: not null, WantsEmail: true }) && !(Preferences is { Phone: not null, WantsSms: true });

    public async Task<IActionResult> OnGetAsync(string token, string? saved, CancellationToken cancellationToken)
    {
        var (holder, refusal) = await EnterAsync(token, cancellationToken);
        IsSaved = saved is not null;
        return holder is null ? refusal! : Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string token, [FromForm] bool email, [FromForm] bool sms, [FromForm] bool nothing, CancellationToken cancellationToken)
    {
        var (holder, refusal) = await EnterAsync(token, cancellationToken);
        if (holder is null)
        {
            return refusal!;
        }

        var isOneClick = OneClickAttribute.IsOneClick(Request.Form);
        bool? wantsEmail = Preferences.Email is null ? null : email && !nothing;
        bool? wantsSms = Preferences.Phone is null ? null : sms && !nothing;
        var wanted = isOneClick ? new SetOwnPreferences(WantsEmail: false, WantsSms: null) : new SetOwnPreferences(wantsEmail, wantsSms);
        var set = await handler.HandleAsync(holder, wanted, cancellationToken);
        if (!set.Succeeded)
        {
            return Refused(set.Error);
        }

        // A program asked, which follows no redirect and reads no page.
        return isOneClick ? Content("Unsubscribed.") : LocalRedirect($"/unsubscribe/{token}?saved=1");
    }

    private async Task<(Caller.LinkHolder? Holder, IActionResult? Refusal)> EnterAsync(string token, CancellationToken cancellationToken)
    {
        var holder = await links.ResolveAsync(token, LinkPurposes.Unsubscribe, cancellationToken);
        if (!holder.Succeeded)
        {
            return (null, Spent(holder.Error));
        }

        if (await queries.ByLinkAsync(holder.Value, cancellationToken) is not { } preferences)
        {
            return (null, NotFound());
        }

        (Preferences, Token) = (preferences, token);
        Enter(preferences.Workspace, holder.Value);
        return (holder.Value, null);
    }
}
