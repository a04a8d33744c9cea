using CareOps.Core.Contacts;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Calendar;

/// <summary>A new customer as typed.</summary>
public sealed class TypedCustomer
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }
}

/// <summary>Whom a booking is for: a contact found while typing, or a new person.</summary>
public sealed partial class ContactFinder
{
    private const int Most = 5;

    private ElementReference _field;
    private string _typed = string.Empty;
    private bool _isNew;
    private bool _takesFocus;
    private IReadOnlyList<FoundContact> _found = [];

    [Parameter]
    public FoundContact? Chosen { get; set; }

    [Parameter]
    public EventCallback<FoundContact?> ChosenChanged { get; set; }

    /// <summary>The new person, where none was found.</summary>
    [Parameter, EditorRequired]
    public TypedCustomer Typed { get; set; } = null!;

    [Parameter]
    public EventCallback OnTyped { get; set; }

    /// <summary>What is wrong with a field, by its name.</summary>
    [Parameter, EditorRequired]
    public Func<string, string?> Errors { get; set; } = static _ => null;

    /// <summary>Nobody was chosen or typed, and the form was sent.</summary>
    [Parameter]
    public bool IsMissing { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ContactSearch Contacts { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus)
        {
            _takesFocus = false;
            await _field.FocusAsync();
        }
    }

    private static string Reach(FoundContact contact) =>
        string.Join(" · ", ((string?[])[contact.Email, contact.Phone]).Where(static way => way is not null));

    private async Task SearchAsync()
    {
        var typed = _typed;
        var found = await Contacts.FindAsync(Member.Caller, typed, Most, CancellationToken.None);
        if (typed == _typed)
        {
            _found = found;
        }
    }

    private Task ChooseAsync(FoundContact found) => ChosenChanged.InvokeAsync(found);

    private Task ForgetAsync()
    {
        (_takesFocus, _typed, _found) = (true, string.Empty, []);
        return ChosenChanged.InvokeAsync(null);
    }

    // What was typed is a number, an address or a name: it goes where it belongs.
    private async Task BeginNewAsync()
    {
        (_isNew, _takesFocus) = (true, true);
        var typed = _typed.Trim();
        if (typed.Contains('@', StringComparison.Ordinal))
        {
            Typed.Email = typed;
        }
        else if (typed.Any(char.IsAsciiDigit))
        {
            Typed.Phone = typed;
        }
        else
        {
            Typed.Name = typed;
        }

        await OnTyped.InvokeAsync();
    }

    private Task SearchAgainAsync()
    {
        (_isNew, _takesFocus) = (false, true);
        (Typed.Name, Typed.Email, Typed.Phone) = (null, null, null);
        return OnTyped.InvokeAsync();
    }

    private Task TellAsync() => OnTyped.InvokeAsync();
}
