using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Web.Components.Settings;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Contacts;

/// <summary>Finds the other contact that is the same person, and asks which of their details to keep.</summary>
public sealed partial class MergePage
{
    private const int Most = 6;

    private readonly FormState _state = new();

    private ContactProfile? _winner;
    private ContactProfile? _loser;
    private IReadOnlyList<MergeChoice> _choices = [];
    private IReadOnlyList<FoundContact> _found = [];
    private IReadOnlyList<FoundContact> _same = [];
    private string? _search;
    private bool _isMissing;

    [Parameter]
    public Guid ContactId { get; set; }

    /// <summary>The contact that goes into this one.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? WithText { get; set; }

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private SamePersonQueries SamePerson { get; set; } = null!;

    [Inject]
    private MergeContactsHandler MergeContacts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Before anything is typed: those who have the same number.</summary>
    private bool Suggests => string.IsNullOrWhiteSpace(_search);

    private string? Problem => _state.General ?? _state.Of("LoserId") ?? _state.Of("TakesEmail") ?? _state.Of("Phone");

    protected override bool Concerns(LiveSubject subject) => false;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var winner = await Contacts.ProfileAsync(Member.Caller, ContactId, cancellationToken);
        var loser = Guid.TryParse(WithText, out var id) && id != ContactId
            ? await Contacts.ProfileAsync(Member.Caller, id, cancellationToken)
            : null;
        _winner = winner is { Contact.ErasedAt: null } ? winner : null;
        _isMissing = _winner is null;
        if (_winner is null || loser is not { Contact.ErasedAt: null })
        {
            (_loser, _choices) = (null, []);
            _same = await SamePerson.OfContactAsync(Member.Caller, ContactId, Most, cancellationToken);
        }
        else if (loser.Contact.Id != _loser?.Contact.Id)
        {
            (_loser, _choices) = (loser, [.. ChoicesOf(_winner, loser)]);
            _state.Reset();
        }
    }

    private static IEnumerable<MergeChoice> ChoicesOf(ContactProfile winner, ContactProfile loser)
    {
        var theirs = loser.Fields.ToDictionary(static field => field.Id, static field => field.Value);
        MergeChoice[] all =
        [
            new("name", "Name", winner.Contact.Name, loser.Contact.Name, null),
            new("email", "Email", winner.Contact.Email, loser.Contact.Email, null),
            new("phone", "Phone", winner.Contact.Phone, loser.Contact.Phone, null),
            .. winner.Fields.Select(field => new MergeChoice($"{field.Id}", field.Name, field.Value, theirs.GetValueOrDefault(field.Id), field.Id)),
        ];

        // What only one of them has is kept anyway.
        return all.Where(static choice => choice is { Winners: not null, Losers: not null } && choice.Winners != choice.Losers);
    }

    private bool Takes(string key) => _choices.Any(choice => choice.Key == key && choice.IsTaken);

    private async Task SearchAsync()
    {
        var typed = _search;
        var found = string.IsNullOrWhiteSpace(typed)
            ? []
            : await Contacts.ListAsync(Member.Caller, new ContactFilter { Search = typed, IsByName = true }, null, Most + 1, Closed);
        if (typed == _search)
        {
            _found = [.. found.Where(row => row.Id != ContactId).Take(Most).Select(static row => new FoundContact(row.Id, row.Name, row.Email, row.Phone))];
        }
    }

    private async Task MergeAsync()
    {
        var command = new MergeContacts(ContactId, _loser!.Contact.Id, Takes("name"), Takes("email"), Takes("phone"))
        {
            TakenFields = [.. _choices.Where(static choice => choice.IsTaken).Select(static choice => choice.Field).OfType<Guid>()],
        };
        if (await _state.SaveAsync(() => MergeContacts.HandleAsync(Member.Caller, command, CancellationToken.None)))
        {
            Navigation.NavigateTo(Member.Url($"contacts/{ContactId}"));
        }
    }

    /// <summary>A detail in which the two differ.</summary>
    private sealed class MergeChoice(string key, string name, string? winners, string? losers, Guid? fieldId)
    {
        public string Key => key;

        public string Name => name;

        public string? Winners => winners;

        public string? Losers => losers;

        public Guid? Field => fieldId;

        public bool IsTaken { get; set; }
    }
}
