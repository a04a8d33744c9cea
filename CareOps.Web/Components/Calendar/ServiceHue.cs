using CareOps.Core.Bookings;

namespace CareOps.Web.Components.Calendar;

/// <summary>The hue by which a service or a member is told apart: the name of a class in app.css.</summary>
public static class ServiceHue
{
    private static readonly string[] Hues = ["teal", "blue", "violet", "green", "rose", "amber", "slate"];

    public static string Of(Service service) => service.Colour is { } colour ? Of(colour) : At(Math.Max(0, service.Position - 1));

    public static string Of(ServiceColour colour) => colour switch
    {
        ServiceColour.Teal => "teal",
        ServiceColour.Blue => "blue",
        ServiceColour.Violet => "violet",
        ServiceColour.Green => "green",
        ServiceColour.Rose => "rose",
        ServiceColour.Amber => "amber",
        _ => "slate",
    };

    public static string At(int index) => Hues[index % Hues.Length];
}
