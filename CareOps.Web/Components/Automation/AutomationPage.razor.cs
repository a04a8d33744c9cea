using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Shared;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Automation;

/// <summary>Everything the business does by itself, a sentence each: on or off, and what it did in the last seven days.</summary>
public sealed partial class AutomationPage
{
    private IReadOnlyList<RuleRow>? _rows;
    private IReadOnlyDictionary<Guid, string> _services = new Dictionary<Guid, string>();
    private string? _problem;

    [Inject]
    private RuleQueries Rules { get; set; } = null!;

    [Inject]
    private BookingQueries Bookings { get; set; } = null!;

    [Inject]
    private SwitchRuleHandler SwitchRule { get; set; } = null!;

    private bool CanChange => Member.Caller.May(Right.ManageWorkspace);

    protected override bool Concerns(LiveSubject subject) => subject.Kind is nameof(Rule) or nameof(AutomationRun);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _services = await ServiceNames.OfAsync(Bookings, Member.Caller, cancellationToken);
        _rows = await Rules.ListAsync(Member.Caller, cancellationToken);
    }

    private static string TitleOf(RuleTrigger trigger) => trigger switch
    {
        RuleTrigger.ContactCreated => "Contacts",
        RuleTrigger.ConversationUnanswered => "Conversations",
        RuleTrigger.WaitlistTimeOffered => "Waitlist",
        _ => "Bookings",
    };

    private static string IdOf(string title) => $"rules-{title.ToLowerInvariant()}";

    private async Task SwitchAsync(Rule rule, bool isOn)
    {
        _problem = (await Attempt.RunAsync(SwitchRule.HandleAsync(Member.Caller, new SwitchRule(rule.Id, isOn), CancellationToken.None)))?.Message;
        await TryLoadAsync();
    }
}

/// <summary>The services' names, for whoever may see them.</summary>
internal static class ServiceNames
{
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(BookingQueries bookings, Caller caller, CancellationToken cancellationToken) =>
        caller.May(Right.ViewBookings)
            ? (await bookings.ServicesAsync(caller, cancellationToken)).ToDictionary(static service => service.Id, static service => service.Name)
            : new Dictionary<Guid, string>();
}
