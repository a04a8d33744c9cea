using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Forms;

/// <summary>A form as a row of the tracker.</summary>
public sealed partial class FormRowView
{
    [Parameter, EditorRequired]
    public FormRow Row { get; set; } = null!;

    [Parameter]
    public bool CanChoose { get; set; }

    [Parameter]
    public bool IsChosen { get; set; }

    [Parameter]
    public EventCallback<(Guid Id, bool IsChosen)> OnChosen { get; set; }

    [Parameter]
    public EventCallback<Guid> OnRemind { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    private string WhenText
    {
        get
        {
            var zone = Member.Workspace.Zone;
            return Row switch
            {
                { SubmittedAt: { } at } => $"Came back {Say.Moment(at, zone)}",
                { Status: FormStatus.Withdrawn } => $"Sent {Say.Moment(Row.SentAt, zone)}",
                { DueAt: { } due, RemindedAt: { } at } => $"Due {Say.Moment(due, zone)}, reminded {Say.Moment(at, zone)}",
                { RemindedAt: { } at } => $"Reminded {Say.Moment(at, zone)}",
                { DueAt: { } due } => $"Due {Say.Moment(due, zone)}",
                _ => $"Sent {Say.Moment(Row.SentAt, zone)}",
            };
        }
    }

    private Task ChooseAsync(ChangeEventArgs change) => OnChosen.InvokeAsync((Row.Id, change.Value is true));

    private Task RemindAsync() => OnRemind.InvokeAsync(Row.Id);
}
