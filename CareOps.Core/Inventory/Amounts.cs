using System.Globalization;

using CareOps.Core.Foundation;

namespace CareOps.Core.Inventory;

/// <summary>Quantities: whole numbers of thousandths of an item's unit, so that sums are exact.</summary>
public static class Amounts
{
    /// <summary>In units. A thousand times as many thousandths fit a long many million times.</summary>
    public const long Most = 1_000_000_000;

    public const int Decimals = 3;

    /// <summary>One unit.</summary>
    public const long One = 1000;

    /// <summary>Thousandths of what was typed; null where it has more than three decimals, or is beyond what fits.</summary>
    public static long? Of(decimal? units) =>
        units is { } amount && Math.Abs(amount) <= Most && decimal.Truncate(amount * One) == amount * One ? (long)(amount * One) : null;

    public static decimal Units(long thousandths) => thousandths / (decimal)One;

    /// <summary>"1.5", "1,200".</summary>
    public static string Say(long thousandths) => Units(thousandths).ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>"1.5 l", "1,200 pieces".</summary>
    public static string Say(long thousandths, string unit) => $"{Say(thousandths)} {unit}";

    /// <summary>As people type it and files hold it: "1.5", "-1200".</summary>
    public static string Plain(long thousandths) => Units(thousandths).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>"+5", "−0.5".</summary>
    public static string Change(long thousandths) => thousandths < 0 ? $"−{Say(-thousandths)}" : $"+{Say(thousandths)}";

    /// <summary>Notes beside the field where what one unit costs is negative or too much.</summary>
    internal static void CheckCost(this FieldChecks errors, decimal? cost, string field) =>
        errors.If(cost is < 0 or > 1_000_000, "cost", "Enter a cost from 0 to 1,000,000, or leave it empty.", field);

    /// <summary>Notes beside the field where an amount is missing, negative, too exact or too much.</summary>
    internal static void CheckAmount(this FieldChecks errors, decimal? amount, string field, bool mayBeZero = true)
    {
        errors.If(
            amount is < 0 || (!mayBeZero && amount is 0),
            "amount",
            mayBeZero ? "Enter a number, zero or more." : "Enter a number greater than zero.",
            field);
        errors.If(amount is >= 0 && Of(amount) is null, "amount", "Enter a number with at most three decimals, up to 1,000,000,000.", field);
    }
}
