using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CareOps.Core.Forms;

/// <summary>
/// A signature drawn on a field of 600 by 200: its strokes, each a line of points. Kept as numbers, so that nothing of it is ever
/// run or loaded where it is shown.
/// </summary>
public sealed record DrawnSignature(IReadOnlyList<IReadOnlyList<int>> Strokes)
{
    public const string Prefix = "drawn:";
    public const int Width = 600;
    public const int Height = 200;

    private const int MostStrokes = 200;

    /// <summary>The strokes as the path of an SVG.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            foreach (var stroke in Strokes)
            {
                for (var at = 0; at < stroke.Count; at += 2)
                {
                    path.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? 'M' : 'L')}{stroke[at]} {stroke[at + 1]}");
                }
            }

            return path.ToString();
        }
    }

    /// <returns>Null where the answer is no drawing, or one that leaves its field.</returns>
    public static DrawnSignature? Parse(string? answer)
    {
        if (answer is null || !answer.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var strokes = JsonSerializer.Deserialize<int[][]>(answer.AsSpan(Prefix.Length));
            return strokes is { Length: > 0 and <= MostStrokes } && strokes.All(IsLine) ? new DrawnSignature(strokes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsLine(int[]? points) => points is { Length: >= 4 } && points.Length % 2 == 0
        && points.Index().All(static point => point.Item >= 0 && point.Item <= (point.Index % 2 == 0 ? Width : Height));
}
