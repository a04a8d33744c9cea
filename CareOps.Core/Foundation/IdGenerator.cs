using System.Buffers.Binary;
using System.Security.Cryptography;

using NodaTime;

namespace CareOps.Core.Foundation;

/// <summary>
/// Makes UUIDs of version 7 (RFC 9562, method 3) that strictly increase within this process, so that rows
/// written in the same microsecond still sort in the order they were made.
/// </summary>
public sealed class IdGenerator(IClock clock)
{
    private const long TicksOfAMillisecond = 4096;

    // Ids are no secrets, but two of one moment must differ. Each thread fetches random bytes for many of them: alone, each costs a microsecond.
    private const int RandomBytes = 8;
    private const int RandomBytesAtOnce = 128 * RandomBytes;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _randomLeft;

    // Milliseconds since 1970 in the upper 48 bits, 1/4096 of a millisecond in the lower 12.
    private long _last;

    /// <summary>Below every id that is made at <paramref name="moment"/> or later, above those made before.</summary>
    public static Guid FirstOf(Instant moment) => Of(TicksOf(moment), stackalloc byte[RandomBytes]);

    public Guid New() => Of(Next(), Random());

    private static ReadOnlySpan<byte> Random()
    {
        if (_randomLeft == 0)
        {
            RandomNumberGenerator.Fill(_random ??= new byte[RandomBytesAtOnce]);
            _randomLeft = RandomBytesAtOnce;
        }

        _randomLeft -= RandomBytes;
        return _random.AsSpan(_randomLeft, RandomBytes);
    }

    private static Guid Of(long ticks, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, ticks >> 12 << 16 | 0x7000L | (ticks & 0xFFF));
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static long TicksOf(Instant moment) =>
        (long)((moment - NodaConstants.UnixEpoch).TotalMilliseconds * TicksOfAMillisecond);

    private long Next()
    {
        var now = TicksOf(clock.GetCurrentInstant());
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
