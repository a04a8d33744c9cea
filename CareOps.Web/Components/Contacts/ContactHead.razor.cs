using System.Globalization;

using CareOps.Core.Contacts;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Web.Components.Layout;
using CareOps.Web.Components.Settings;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Contacts;

/// <summary>How a contact is called and reached, changed in place, and what to do with them next.</summary>
public sealed partial class ContactHead
{
    private static readonly LocalDatePattern Month = LocalDatePattern.Create("MMM uuuu", CultureInfo.InvariantCulture);

    private readonly FormState _state = new();

    private bool _isEditing;
    private string? _name;
    private string? _email;
    private string? _phone;
    private string? _problem;
    private FoundContact? _other;

    [Parameter, EditorRequired]
    public Contact Contact { get; set; } = null!;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = null!;

    [Parameter]
    public bool CanChange { get; set; }

    [Parameter]
    public Guid? ConversationId { get; set; }

    /// <summary>Further things to do, after the usual ones.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private ChangeContactHandler ChangeContact { get; set; } = null!;

    [Inject]
    private StartConversationHandler StartConversation { get; set; } = null!;

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Since
    {
        get
        {
            if (Contact.ErasedAt is { } erasedAt)
            {
                return $"Erased on {Say.Day(erasedAt.InZone(Zone).Date)}";
            }

            var met = Contact.Source == ContactSource.Booking ? "Customer" : "Contact";
            return $"{met} since {Month.Format(Contact.CreatedAt.InZone(Zone).Date)}";
        }
    }

    private void Edit()
    {
        (_isEditing, _other) = (true, null);
        (_name, _email, _phone) = (Contact.Name, Contact.Email, Contact.Phone);
        _state.Reset();
    }

    private void Stop() => _isEditing = false;

    private async Task SaveAsync()
    {
        _other = null;
        Error? refusal = null;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var result = await ChangeContact.HandleAsync(
                Member.Caller, new ChangeContact(Contact.Id, _name, _email, _phone), CancellationToken.None);
            refusal = result.Error;
            return result;
        });
        _isEditing = !isSaved;
        if (refusal?.Code == ContactErrors.Duplicate)
        {
            _other = await Contacts.OtherByAsync(Member.Caller, Contact.Id, _email, _phone, CancellationToken.None);
        }
    }

    private async Task BeginConversationAsync()
    {
        var begun = Guid.Empty;
        _problem = (await Attempt.RunAsync(BeginAsync()))?.Message;
        if (_problem is null)
        {
            Navigation.NavigateTo(Member.Url($"inbox/{begun}"));
        }

        async Task<Result<Guid>> BeginAsync()
        {
            var result = await StartConversation.HandleAsync(Member.Caller, new StartConversation(Contact.Id), CancellationToken.None);
            begun = result.Value;
            return result;
        }
    }
}
