namespace CareOps.Core.Foundation;

/// <summary>What customers are written to in.</summary>
public enum Language
{
    English,
    German,
}

public static class Languages
{
    private static readonly string[] GermanSpeaking = ["AT", "CH", "DE", "LI"];

    /// <summary>What most people of a country read, of the languages there are words in.</summary>
    /// <param name="country">ISO 3166, two letters.</param>
    public static Language OfCountry(string country) =>
        GermanSpeaking.Contains(country, StringComparer.OrdinalIgnoreCase) ? Language.German : Language.English;
}
