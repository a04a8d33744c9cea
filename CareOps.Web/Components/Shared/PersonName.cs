namespace CareOps.Web.Components.Shared;

/// <summary>How a person is called where space is short.</summary>
public static class PersonName
{
    /// <summary>"Mia" of "Mia Kvam".</summary>
    public static string First(string name) => name.Split(' ', 2)[0];
}
