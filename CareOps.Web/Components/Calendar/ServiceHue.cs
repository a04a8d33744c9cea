using CareOps.Core.Bookings;

namespace CareOps.Web.Components.Calendar;

/// <summary>The hue by which a service or a member is told apart: the name of a class in app.css.</summary>
public static class ServiceHue
{
    private static readonly string[] Hues = ["teal", "blue", "violet", "green", "rose", "amber", "slate"];

    public static string Of(Service service) => At(Math.Max(0, service.Position - 1));

    public static string At(int index) => Hues[index % Hues.Length];
}
