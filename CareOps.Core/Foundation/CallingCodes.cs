using System.Diagnostics.CodeAnalysis;

namespace CareOps.Core.Foundation;

/// <summary>How each country dials (ITU-T E.164 assignments): its code, the trunk prefix that international form drops, the exit prefix.</summary>
public static class CallingCodes
{
    // Country, code, trunk prefix ("-": none), exit prefix.
    private const string Table = """
        AD 376 - 00,AE 971 0 00,AL 355 0 00,AM 374 0 00,AR 54 0 00,AT 43 0 00,AU 61 0 0011,AZ 994 0 00,BA 387 0 00,BD 880 0 00,
        BE 32 0 00,BG 359 0 00,BH 973 - 00,BO 591 0 00,BR 55 0 00,BY 375 80 810,CA 1 1 011,CH 41 0 00,CL 56 - 00,CN 86 0 00,
        CO 57 0 00,CR 506 - 00,CY 357 - 00,CZ 420 - 00,DE 49 0 00,DK 45 - 00,DO 1 1 011,DZ 213 0 00,EC 593 0 00,EE 372 - 00,
        EG 20 0 00,ES 34 - 00,FI 358 0 00,FR 33 0 00,GB 44 0 00,GE 995 0 00,GH 233 0 00,GR 30 - 00,GT 502 - 00,HK 852 - 001,
        HN 504 - 00,HR 385 0 00,HU 36 06 00,ID 62 0 001,IE 353 0 00,IL 972 0 00,IN 91 0 00,IS 354 - 00,IT 39 - 00,JM 1 1 011,
        JO 962 0 00,JP 81 0 010,KE 254 0 000,KR 82 0 00,KW 965 - 00,KZ 7 8 810,LB 961 0 00,LI 423 - 00,LK 94 0 00,LT 370 0 00,
        LU 352 - 00,LV 371 - 00,MA 212 0 00,MC 377 - 00,MD 373 0 00,ME 382 0 00,MK 389 0 00,MT 356 - 00,MX 52 - 00,MY 60 0 00,
        NG 234 0 009,NI 505 - 00,NL 31 0 00,NO 47 - 00,NP 977 0 00,NZ 64 0 00,OM 968 - 00,PA 507 - 00,PE 51 0 00,PH 63 0 00,
        PK 92 0 00,PL 48 - 00,PR 1 1 011,PT 351 - 00,PY 595 0 00,QA 974 - 00,RO 40 0 00,RS 381 0 00,RU 7 8 810,SA 966 0 00,
        SE 46 0 00,SG 65 - 000,SI 386 0 00,SK 421 0 00,SM 378 - 00,SV 503 - 00,TH 66 0 001,TN 216 - 00,TR 90 0 00,TT 1 1 011,
        TW 886 0 002,TZ 255 0 000,UA 380 0 00,UG 256 0 000,US 1 1 011,UY 598 0 00,UZ 998 - 00,VA 39 - 00,VE 58 0 00,VN 84 0 00,ZA 27 0 00
        """;

    // Codes of countries we know no national form for: their numbers are accepted in international form.
    private static readonly string[] International =
    [
        "20", "211", "212", "213", "216", "218", "22", "23", "24", "25", "26", "27", "29", "30", "31", "32", "33", "34", "35", "36", "37",
        "38", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59",
        "60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "7", "81", "82", "84", "85", "86", "88", "90", "91", "92", "93", "94",
        "95", "96", "97", "98", "99", "1",
    ];

    private static readonly Dictionary<string, CallingCode> ByCountry = Table
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(static row => row.Split(' '))
        .ToDictionary(
            static row => row[0],
            static row => new CallingCode(row[1], row[2] == "-" ? null : row[2], row[3]),
            StringComparer.Ordinal);

    /// <summary>The countries a workspace can choose (ISO 3166, two letters), in alphabetical order.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. ByCountry.Keys.Order(StringComparer.Ordinal)];

    public static bool TryGet(string country, [NotNullWhen(true)] out CallingCode? code) =>
        ByCountry.TryGetValue(country, out code);

    /// <summary>Where a number in E.164 is dialled; several where countries share a code.</summary>
    public static IEnumerable<string> CountriesOf(string number) =>
        ByCountry.Where(country => number.AsSpan(1).StartsWith(country.Value.Code, StringComparison.Ordinal)).Select(static country => country.Key);

    public static bool StartsWithCode(string digits) =>
        International.Any(code => digits.StartsWith(code, StringComparison.Ordinal));
}

/// <summary>One country's way of dialling.</summary>
public sealed record CallingCode(string Code, string? TrunkPrefix, string ExitPrefix);
