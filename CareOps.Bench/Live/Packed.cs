using System.Buffers.Binary;
using System.Text;

namespace CareOps.Bench.Live;

/// <summary>The little of MessagePack (msgpack.org) that Blazor's hub protocol needs.</summary>
internal static class Packed
{
    /// <summary>"I am still here", as SignalR frames it: its length, then [6].</summary>
    public static byte[] Ping { get; } = [0x02, 0x91, 0x06];

    /// <summary>A call as SignalR frames it: its length, then [1, headers, invocation id, target, arguments].</summary>
    /// <param name="id">Where an answer is wanted.</param>
    /// <param name="target">The method of the hub.</param>
    /// <param name="arguments">Text, numbers, truths and null.</param>
    public static byte[] Call(string? id, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.WriteByte(0x95);
        body.WriteByte(1);
        body.WriteByte(0x80);
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        using var framed = new MemoryStream();
        var length = (uint)body.Length;
        while (length >= 0x80)
        {
            framed.WriteByte((byte)(length | 0x80));
            length >>= 7;
        }

        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    /// <summary>The messages of one frame, each an array as it was packed.</summary>
    public static IEnumerable<object?[]> Messages(byte[] frame)
    {
        var at = 0;
        while (at < frame.Length)
        {
            var (length, shift) = (0, 0);
            byte next;
            do
            {
                next = frame[at++];
                length |= (next & 0x7f) << shift;
                shift += 7;
            }
            while ((next & 0x80) != 0);

            var from = at;
            at += length;
            if (Read(frame, ref from) is object?[] message)
            {
                yield return message;
            }
        }
    }

    private static void Write(Stream to, object? value)
    {
        switch (value)
        {
            case null:
                to.WriteByte(0xc0);
                break;
            case bool truth:
                to.WriteByte(truth ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                Span<byte> eight = stackalloc byte[9];
                eight[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(eight[1..], number);
                to.Write(eight);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                Span<byte> head = stackalloc byte[5];
                head[0] = 0xdb;
                BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)bytes.Length);
                to.Write(head);
                to.Write(bytes);
                break;
            default:
                throw new NotSupportedException($"Nothing packs a {value.GetType().Name}.");
        }
    }

    private static object? Read(byte[] from, ref int at)
    {
        var kind = from[at++];
        switch (kind)
        {
            case <= 0x7f:
                return (long)kind;
            case >= 0xe0:
                return (long)(sbyte)kind;
            case <= 0x8f:
                return Map(from, ref at, kind & 0x0f);
            case <= 0x9f:
                return Array(from, ref at, kind & 0x0f);
            case <= 0xbf:
                return Text(from, ref at, kind & 0x1f);
            case 0xc0:
                return null;
            case 0xc2:
                return false;
            case 0xc3:
                return true;
            case 0xc4:
                return Bytes(from, ref at, (int)Number(from, ref at, 1));
            case 0xc5:
                return Bytes(from, ref at, (int)Number(from, ref at, 2));
            case 0xc6:
                return Bytes(from, ref at, (int)Number(from, ref at, 4));
            case 0xcc or 0xcd or 0xce or 0xcf:
                return (long)Number(from, ref at, 1 << (kind - 0xcc));
            case 0xd0:
                return (long)(sbyte)Number(from, ref at, 1);
            case 0xd1:
                return (long)(short)Number(from, ref at, 2);
            case 0xd2:
                return (long)(int)Number(from, ref at, 4);
            case 0xd3:
                return (long)Number(from, ref at, 8);
            case 0xd9:
                return Text(from, ref at, (int)Number(from, ref at, 1));
            case 0xda:
                return Text(from, ref at, (int)Number(from, ref at, 2));
            case 0xdb:
                return Text(from, ref at, (int)Number(from, ref at, 4));
            case 0xdc:
                return Array(from, ref at, (int)Number(from, ref at, 2));
            case 0xdd:
                return Array(from, ref at, (int)Number(from, ref at, 4));
            default:
                throw new NotSupportedException($"Nothing unpacks 0x{kind:x2}.");
        }
    }

    private static ulong Number(byte[] from, ref int at, int size)
    {
        var value = 0UL;
        for (var index = 0; index < size; index++)
        {
            value = (value << 8) | from[at++];
        }

        return value;
    }

    private static string Text(byte[] from, ref int at, int length)
    {
        at += length;
        return Encoding.UTF8.GetString(from, at - length, length);
    }

    private static byte[] Bytes(byte[] from, ref int at, int length)
    {
        at += length;
        return from[(at - length)..at];
    }

    private static object?[] Array(byte[] from, ref int at, int length)
    {
        var items = new object?[length];
        for (var index = 0; index < length; index++)
        {
            items[index] = Read(from, ref at);
        }

        return items;
    }

    private static object? Map(byte[] from, ref int at, int length)
    {
        // Headers, which nobody here reads.
        for (var index = 0; index < 2 * length; index++)
        {
            Read(from, ref at);
        }

        return null;
    }
}
