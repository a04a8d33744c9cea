using System.Collections.Frozen;
using System.Text.Encodings.Web;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Hosting;

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace CareOps.Web.Public;

/// <summary>A page for everyone: no sign-in, no script needed. Resolves the business from the address.</summary>
public abstract class PublicPage(WorkspaceQueries workspaces) : FormPage
{
    // What the address of a page that is kept may say: each of it is in what the page is kept by.
    private static readonly FrozenSet<string> OfKeptPages = FrozenSet.ToFrozenSet(["day", "month", "start", "with", "hold", "free"], StringComparer.Ordinal);

    private bool _isKept;

    /// <summary>The business; set by <see cref="OpenAsync"/> or <see cref="Enter"/>.</summary>
    public Workspace Business { get; private set; } = null!;

    /// <summary>A member looks at the page before it is open.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>Inside another site's page, without cookies.</summary>
    public bool IsEmbedded => HttpContext.IsEmbedded();

    /// <summary>A visitor, or the member who previews.</summary>
    protected Caller Caller { get; private set; } = new Caller.Visitor(WorkspaceId.None);

    /// <summary>Finds the business behind the address.</summary>
    /// <returns>Null when it may be shown; otherwise the answer: 404, "not open yet" with the business's name withheld.</returns>
    protected async Task<IActionResult?> OpenAsync(string? slug, CancellationToken cancellationToken)
    {
        var business = await workspaces.FindBySlugAsync(slug, cancellationToken);
        if (business is null)
        {
            return NotFound();
        }

        Enter(business, new Caller.Visitor(business.Id));
        if (business.IsOpen)
        {
            return null;
        }

        if (User.AccountId() is { } account
            && (await workspaces.MembershipsAsync(account, cancellationToken))
                .FirstOrDefault(membership => membership.Caller.Workspace == business.Id) is { } membership)
        {
            Caller = membership.Caller;
            IsPreview = true;
            return null;
        }

        HttpContext.Items[StatusModel.NotOpenYet] = true;
        return NotFound();
    }

    /// <summary>What belongs to this visitor alone, where a page that is the same for others has a blank.</summary>
    /// <exception cref="InvalidOperationException">The page has no such blank.</exception>
    internal virtual string Fill(Blank blank) => throw new InvalidOperationException($"This page has no {blank}.");

    /// <summary>A blank, or on a page that is not kept what belongs there.</summary>
    public IHtmlContent Own(Blank blank) => _isKept ? BlankMark.Of(blank) : new HtmlString(HtmlEncoder.Default.Encode(Fill(blank)));

    /// <summary>
    /// The page as others saw it, or drawn anew. One that passes on what its address says has links of its own, a preview says that it
    /// is one, and a refusal is for who got it: these are drawn each time. So is what was asked for in a way that we don't ask: what it
    /// brings onto the page, others must not see.
    /// </summary>
    /// <inheritdoc cref="KeptPages.Answer" path="/param"/>
    protected IActionResult Page(KeptPages pages, string address, object? shown = null)
    {
        if (IsPreview || ModelState.ErrorCount > 0 || KeptQuery.IsOn(HttpContext) || !IsAskedPlainly)
        {
            return Page();
        }

        _isKept = true;
        return pages.Answer(this, address, shown);
    }

    private bool IsAskedPlainly => Request.Query.All(static each => OfKeptPages.Contains(each.Key) && each.Value.Count == 1);

    /// <summary>What a secret link that opens nothing is answered with: 410 where it once did, else 404.</summary>
    protected StatusCodeResult Spent(Error error) =>
        error.Kind == ErrorKind.Gone ? StatusCode(StatusCodes.Status410Gone) : NotFound();

    /// <summary>The same for a booking's link: who has one that was taken back reads how to reach the business.</summary>
    protected async Task<IActionResult> SpentAsync(PublicLinks links, string token, Error error, CancellationToken cancellationToken)
    {
        if (error.Kind == ErrorKind.Gone)
        {
            HttpContext.Items[StatusModel.SpentLinkOf] = await links.BusinessOfAsync(token, LinkPurposes.ManageBooking, cancellationToken);
        }

        return Spent(error);
    }

    /// <summary>For pages that find their business by something else than its address.</summary>
    protected void Enter(Workspace business, Caller caller)
    {
        Business = business;
        Caller = caller;
    }
}
