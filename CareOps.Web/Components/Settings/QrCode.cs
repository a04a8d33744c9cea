using System.Collections;
using System.Globalization;
using System.Text;

using QRCoder;

namespace CareOps.Web.Components.Settings;

/// <summary>An address as a QR code: black on white whatever the theme, with the empty border that readers need.</summary>
/// <param name="Svg">To be drawn on a page, in any size.</param>
/// <param name="SvgFile">The same as an address to download.</param>
/// <param name="PngFile">About 700 pixels wide, for programs that take no SVG.</param>
public sealed record QrCode(string Svg, string SvgFile, string PngFile)
{
    private const int PixelsOfAModule = 20;

    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();

        // Level M is read with a seventh of it damaged: enough for paper, and less dense than the next.
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        var svg = Draw(data);
        return new QrCode(
            svg,
            $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}",
            $"data:image/png;base64,{Convert.ToBase64String(png.GetGraphic(PixelsOfAModule))}");
    }

    private static string Draw(QRCodeData data)
    {
        var size = data.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            AppendRow(path, data.ModuleMatrix[y], y);
        }

        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>""";
    }

    // Neighbours in one piece: a hairline between them would cost readers at small sizes.
    private static void AppendRow(StringBuilder path, BitArray row, int y)
    {
        var x = 0;
        while (x < row.Count)
        {
            var start = x;
            while (x < row.Count && row[x])
            {
                x++;
            }

            if (x > start)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }

            x++;
        }
    }
}
