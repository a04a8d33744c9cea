using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>Everyone the business knows: found, narrowed by tag, in the order of what happened last or by name.</summary>
public sealed partial class ContactsPage
{
    private const int OnePage = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private ContactsAddress? _address;
    private IReadOnlyList<ContactRow> _rows = [];
    private IReadOnlyList<TagCount> _tags = [];
    private int _count;
    private string? _search;
    private string? _shownQuery;
    private bool _hasMore;

    [SupplyParameterFromQuery(Name = "q")]
    public string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    public string? TagText { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    public string? OrderText { get; set; }

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string BookingPage => Address.BookingPage(Member.Workspace.Slug);

    private string Query => new Uri(Navigation.Uri).Query;

    private string Order => _address!.Filter.IsByName ? "name" : "activity";

    private string? Note => _address is null || _count == 0 ? null : Say.Count(_count, "contact", "contacts");

    private string ShowAllUrl => (_address! with { Filter = new ContactFilter { IsByName = _address.Filter.IsByName } }).Url;

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Contact);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var caller = Member.Caller;
        var asked = Query;
        var address = AddressOf();
        var most = address == _address ? Math.Max(OnePage, _rows.Count) : OnePage;
        var rows = await Contacts.ListAsync(caller, address.Filter, null, most + 1, cancellationToken);
        var count = await Contacts.CountAsync(caller, address.Filter, cancellationToken);
        var tags = await Contacts.TagsAsync(caller, cancellationToken);
        if (asked != Query)
        {
            return;
        }

        if (_shownQuery != asked && address != _address)
        {
            _search = address.Filter.Search;
        }

        (_address, _shownQuery, _count, _tags) = (address, asked, count, tags);
        (_rows, _hasMore) = ([.. rows.Take(most)], rows.Count > most);
    }

    private ContactsAddress AddressOf() => new(
        Member.Url("contacts"),
        new ContactFilter
        {
            Search = Text.Line(SearchText),
            Tag = Text.Line(TagText),
            IsByName = ContactsAddress.IsOrderedByName(OrderText),
        });

    private async Task ShowMoreAsync()
    {
        var last = _rows[^1];
        var more = await Contacts.ListAsync(
            Member.Caller, _address!.Filter, new ContactCursor(last.Name, last.LastActivityAt, last.Id), OnePage + 1, Closed);
        (_rows, _hasMore) = ([.. _rows, .. more.Take(OnePage)], more.Count > OnePage);
    }

    private void Search() => Show(_address!.Filter with { Search = Text.Line(_search) });

    private async Task SearchSoonAsync()
    {
        var typed = _search;
        await Task.Delay(Pause, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typed == _search && !Closed.IsCancellationRequested)
        {
            Search();
        }
    }

    private void ChooseTag(string? tag) => Show(_address!.Filter with { Tag = Text.Line(tag) });

    private void ChooseOrder(string? order) => Show(_address!.Filter with { IsByName = ContactsAddress.IsOrderedByName(order) });

    private void Show(ContactFilter filter) => Navigation.NavigateTo((_address! with { Filter = filter }).Url, replace: true);
}
