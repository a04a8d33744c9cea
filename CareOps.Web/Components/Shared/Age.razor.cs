using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

using NodaTime;

namespace CareOps.Web.Components.Shared;

/// <summary>How long ago something was: "12 min", "3 h", "2 d". Pointing at it shows the moment itself.</summary>
public sealed partial class Age
{
    private string _text = string.Empty;
    private string _moment = string.Empty;
    private string _stamp = string.Empty;

    [Parameter, EditorRequired]
    public Instant Since { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    public static string Text(Instant since, Instant now)
    {
        var age = now - since;
        return age switch
        {
            _ when age < Duration.FromMinutes(1) => "now",
            _ when age < Duration.FromHours(1) => $"{(int)age.TotalMinutes} min",
            _ when age < Duration.FromDays(1) => $"{(int)age.TotalHours} h",
            _ => $"{(int)age.TotalDays} d",
        };
    }

    protected override void OnParametersSet()
    {
        _text = Text(Since, Clock.GetCurrentInstant());
        _moment = Say.Moment(Since, Member.Workspace.Zone);
        _stamp = Since.ToString();
    }
}
