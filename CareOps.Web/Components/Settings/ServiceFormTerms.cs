using System.Globalization;

using CareOps.Core.Forms;

namespace CareOps.Web.Components.Settings;

/// <summary>How often a form goes with a service and until when, while it is being typed.</summary>
public sealed class ServiceFormTerms
{
    public string? Repeat { get; set; } = nameof(FormRepeat.EveryTime);

    public string? Months { get; set; } = "12";

    public string? DueHours { get; set; } = "24";

    public static ServiceFormTerms Of(ServiceFormRow form) => new()
    {
        Repeat = form.Repeat.ToString(),
        Months = (form.Months ?? 12).ToString(CultureInfo.InvariantCulture),
        DueHours = form.DueHours.ToString(CultureInfo.InvariantCulture),
    };

    public SaveServiceForm Of(Guid service, Guid form) => new(service, form, Enum.Parse<FormRepeat>(Repeat!), NumberOf(Months), NumberOf(DueHours));

    private static int NumberOf(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
