using System.Globalization;

using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Web.Components.Inbox;

/// <summary>Moments at which a reply can go out: the usual ones, or any, in the business's zone.</summary>
public sealed partial class SendLaterMenu
{
    private static readonly LocalTime Morning = new(9, 0);

    private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.Create("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private readonly string _id = $"later-{Guid.NewGuid():N}";

    private (string Name, Instant At)[] _choices = [];
    private string? _typed;
    private string? _refusal;

    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<Instant> OnChosen { get; set; }

    /// <summary>What opens it, for those who hear it.</summary>
    [Parameter]
    public string Label { get; set; } = "Send later";

    /// <summary>A word beside the clock; none by default.</summary>
    [Parameter]
    public string? Word { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    protected override void OnParametersSet()
    {
        var zone = Member.Workspace.Zone;
        var today = Now.InZone(zone).Date;
        (string Name, LocalDate Date)[] days = [("Tomorrow morning", today.PlusDays(1)), ("Monday morning", today.Next(IsoDayOfWeek.Monday))];
        _choices = [.. days.DistinctBy(static day => day.Date).Select(day => (day.Name, day.Date.At(Morning).InZoneLeniently(zone).ToInstant()))];
        _typed ??= Typed.Format(today.PlusDays(1).At(Morning));
    }

    private void Type(ChangeEventArgs typed) => _typed = typed.Value as string ?? string.Empty;

    private async Task ChooseAsync()
    {
        var typed = Typed.Parse(_typed!);
        var at = typed.Success ? typed.Value.InZoneLeniently(Member.Workspace.Zone).ToInstant() : Instant.MinValue;
        _refusal = at <= Now ? "Choose a date and time to come." : null;
        if (_refusal is null)
        {
            await OnChosen.InvokeAsync(at);
        }
    }
}
