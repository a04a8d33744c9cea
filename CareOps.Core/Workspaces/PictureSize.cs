using System.Buffers.Binary;

using CareOps.Core.Files;

namespace CareOps.Core.Workspaces;

/// <summary>How large a picture is, from its head: nothing of it is decoded.</summary>
internal static class PictureSize
{
    // Before the frame of a JPEG may lie a preview and notes of the camera.
    private const int MostRead = 512 * 1024;

    /// <summary>In pixels; 0 where the head says nothing.</summary>
    public static async Task<(int Width, int Height)> OfAsync(Stream picture, FileType type, CancellationToken cancellationToken)
    {
        var head = new byte[(int)Math.Min(picture.Length, MostRead)];
        var read = await picture.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var bytes = head.AsSpan(0, read);
        return type switch
        {
            FileType.Png when bytes.Length >= 24 => (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..])),
            FileType.Jpeg => OfJpeg(bytes),
            FileType.Webp when bytes.Length >= 30 => OfWebp(bytes),
            _ => default,
        };
    }

    // ITU T.81: segments of a marker and a length, until the one that begins the frame.
    private static (int Width, int Height) OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xff)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return default;
    }

    // RFC 9649: three kinds of first chunk, each with the size in another place.
    private static (int Width, int Height) OfWebp(ReadOnlySpan<byte> bytes) => bytes[15] switch
    {
        (byte)'X' => (1 + Three(bytes[24..]), 1 + Three(bytes[27..])),
        (byte)'L' => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
        (byte)' ' => (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3fff),
        _ => default,
    };

    private static (int Width, int Height) Lossless(uint bits) => (1 + (int)(bits & 0x3fff), 1 + (int)((bits >> 14) & 0x3fff));

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
