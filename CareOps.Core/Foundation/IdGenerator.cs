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

    // Milliseconds since 1970 in the upper 48 bits, 1/4096 of a millisecond in the lower 12.
    private long _last;

    /// <summary>Below every id that is made at <paramref name="moment"/> or later, above those made before.</summary>
    public static Guid FirstOf(Instant moment) => Of(TicksOf(moment), stackalloc byte[8]);

    public Guid New()
    {
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return Of(Next(), random);
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
