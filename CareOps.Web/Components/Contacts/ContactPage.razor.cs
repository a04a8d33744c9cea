using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Contacts;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Contacts;

/// <summary>One contact: how to reach them, what happened, what is booked, what is kept of them.</summary>
public sealed partial class ContactPage
{
    private const int OnePage = 30;
    private const int MostForms = 10;
    private const int MostRuns = 10;
    private const int MostSamePeople = 3;

    private ContactProfile? _profile;
    private IReadOnlyList<TimelineRow>? _timeline;
    private IReadOnlyList<TagCount> _tags = [];
    private IReadOnlyList<SuppressionRow> _suppressions = [];
    private IReadOnlyDictionary<MemberId, string> _members = new Dictionary<MemberId, string>();
    private IReadOnlyList<FormRow> _forms = [];
    private IReadOnlyList<FormChoice> _formChoices = [];
    private IReadOnlyList<RunRow> _runs = [];
    private BookingRow? _nextBooking;
    private ContactMerge? _lastMerge;
    private IReadOnlyList<FoundContact> _samePeople = [];
    private Guid? _conversation;
    private (Guid Contact, TimelineScope Scope)? _shown;
    private bool _hasMore;
    private bool _isMissing;

    [Parameter]
    public Guid ContactId { get; set; }

    /// <summary>What of the timeline a link asks for: bookings, messages, forms, stock or automation; null for all.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowText { get; set; }

    [Inject]
    private ContactQueries Contacts { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private FormTrackerQueries Tracker { get; set; } = null!;

    [Inject]
    private FormQueries Forms { get; set; } = null!;

    [Inject]
    private SamePersonQueries SamePerson { get; set; } = null!;

    [Inject]
    private InboxQueries Inbox { get; set; } = null!;

    [Inject]
    private AutomationQueries Automation { get; set; } = null!;

    [Inject]
    private TimelineQueries Timeline { get; set; } = null!;

    [Inject]
    private SuppressionQueries Suppressions { get; set; } = null!;

    [Inject]
    private WorkspaceQueries Workspaces { get; set; } = null!;

    private DateTimeZone Zone => Member.Workspace.Zone;

    private bool CanChange => Member.Caller.May(Right.ManageContacts) && _profile is { Contact.ErasedAt: null };

    private bool CanMerge => Member.Caller.May(Right.ManageContacts);

    private TimelineScope Scope => ContactTimeline.ScopeOf(Member.Caller, ShowText);

    private string Title => _profile?.Contact.Name ?? "Contact";

    protected override bool Concerns(LiveSubject subject) =>
        (subject.Kind == nameof(Contact) && subject.Id == ContactId)
        || (subject.Kind == nameof(Conversation) && Member.Caller.May(Right.ViewInbox) && (_conversation ?? subject.Id) == subject.Id)
        || subject.Kind is nameof(Booking) or nameof(ContactField) or nameof(FormSubmission) or nameof(FormTemplate)
            or nameof(AutomationRun);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (caller, asked, scope) = (Member.Caller, ContactId, Scope);
        var most = (asked, scope) == _shown ? Math.Max(OnePage, _timeline?.Count ?? 0) : OnePage;
        var profile = await Contacts.ProfileAsync(caller, asked, cancellationToken);
        var timeline = await Timeline.PageAsync(caller, asked, scope, null, most + 1, cancellationToken);
        var tags = await Contacts.TagsAsync(caller, cancellationToken);
        var members = await Workspaces.MemberNamesAsync(caller, cancellationToken);
        var next = caller.May(Right.ViewBookings) ? await Bookings.NextOfContactAsync(caller, asked, cancellationToken) : null;
        var conversation = caller.May(Right.ViewInbox) ? await Inbox.ConversationOfAsync(caller, asked, cancellationToken) : null;
        var runs = caller.May(Right.ViewInbox) ? await Automation.OfContactAsync(caller, asked, MostRuns, cancellationToken) : [];
        var suppressions = await Suppressions.OfContactAsync(caller, asked, cancellationToken);
        var merge = await Contacts.LastMergeAsync(caller, asked, cancellationToken);
        var same = CanMerge ? await SamePerson.OfContactAsync(caller, asked, MostSamePeople, cancellationToken) : [];
        IReadOnlyList<FormRow> forms = [];
        IReadOnlyList<FormChoice> choices = [];
        if (caller.May(Right.ViewForms))
        {
            forms = await Tracker.OfContactAsync(caller, asked, MostForms, cancellationToken);
            choices = await Forms.ChoicesAsync(caller, cancellationToken);
        }

        if ((asked, scope) != (ContactId, Scope))
        {
            // Someone went on to another contact, or to another part of the timeline, meanwhile.
            return;
        }

        (_profile, _isMissing, _shown) = (profile, profile is null, (asked, scope));
        (_timeline, _hasMore) = ([.. timeline.Take(most)], timeline.Count > most);
        (_suppressions, _forms, _formChoices, _runs) = (suppressions, forms, choices, runs);
        (_tags, _members, _nextBooking, _conversation, _lastMerge, _samePeople) = (tags, members, next, conversation, merge, same);
    }

    private async Task ShowMoreAsync()
    {
        if (_timeline is not [.., var last] rows || _shown is not var (contact, scope))
        {
            return;
        }

        var more = await Timeline.PageAsync(Member.Caller, contact, scope, new TimelineCursor(last.At, last.Id), OnePage + 1, Closed);
        if (_timeline == rows)
        {
            (_timeline, _hasMore) = ([.. rows, .. more.Take(OnePage)], more.Count > OnePage);
        }
    }
}
