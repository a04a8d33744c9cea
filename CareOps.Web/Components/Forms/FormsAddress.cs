using System.Text;

using CareOps.Core.Forms;

namespace CareOps.Web.Components.Forms;

/// <summary>What the tracker's address says.</summary>
/// <param name="Root">Its path.</param>
/// <param name="Filter">Which forms it shows.</param>
public sealed record FormsAddress(string Root, FormFilter Filter)
{
    /// <summary>The word for bookings with their forms, in place of a status.</summary>
    public const string ByBooking = "bookings";

    public bool IsNarrowed => Filter.Template is not null || Filter.Contact is not null || Filter.Search is not null;

    /// <summary>The bookings ahead with their forms.</summary>
    public string BookingsUrl => $"{Root}?show={ByBooking}";

    public string Url
    {
        get
        {
            var url = new StringBuilder(Root).Append("?show=").Append(WordOf(Filter.Status));
            if (Filter.Template is { } template)
            {
                url.Append("&form=").Append(template);
            }

            if (Filter.Contact is { } contact)
            {
                url.Append("&contact=").Append(contact);
            }

            return (Filter.Search is { } search ? url.Append("&q=").Append(Uri.EscapeDataString(search)) : url).ToString();
        }
    }

    public static FormStatus? StatusOf(string? word) => word switch
    {
        "overdue" => FormStatus.Overdue,
        "progress" => FormStatus.InProgress,
        "pending" => FormStatus.Pending,
        "completed" => FormStatus.Completed,
        "withdrawn" => FormStatus.Withdrawn,
        _ => null,
    };

    public FormsAddress Showing(FormStatus? status) => this with { Filter = Filter with { Status = status } };

    private static string WordOf(FormStatus? status) => status switch
    {
        FormStatus.Overdue => "overdue",
        FormStatus.InProgress => "progress",
        FormStatus.Pending => "pending",
        FormStatus.Completed => "completed",
        FormStatus.Withdrawn => "withdrawn",
        _ => "open",
    };
}
