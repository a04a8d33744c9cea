using System.Buffers.Binary;

using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using NodaTime;

namespace CareOps.Tests.Foundation;

public sealed class IdGeneratorTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Ids_of_one_moment_strictly_increase()
    {
        var ids = new IdGenerator(_clock);

        var made = Enumerable.Range(0, 50_000).Select(_ => ids.New()).ToList();

        Assert.All(made.Zip(made.Skip(1)), static pair => Assert.True(Compare(pair.First, pair.Second) < 0));
    }

    [Fact]
    public void A_later_moment_gives_a_greater_id_down_to_the_microsecond()
    {
        var before = new IdGenerator(_clock).New();
        _clock.Advance(Duration.FromTicks(10));

        Assert.True(Compare(before, new IdGenerator(_clock).New()) < 0);
    }

    [Fact]
    public void Ids_go_on_increasing_while_the_clock_goes_backwards()
    {
        var ids = new IdGenerator(_clock);
        var before = ids.New();
        _clock.Advance(Duration.FromHours(-1));

        Assert.True(Compare(before, ids.New()) < 0);
    }

    [Fact]
    public async Task Across_threads_every_id_is_new_and_each_thread_sees_its_own_increase()
    {
        var ids = new IdGenerator(SystemClock.Instance);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 20_000).Select(_ => ids.New()).ToArray())));

        Assert.Equal(160_000, made.SelectMany(static each => each).Select(MomentOf).Distinct().Count());
        Assert.All(made, static each => Assert.All(
            each.Zip(each.Skip(1)), static pair => Assert.True(Compare(pair.First, pair.Second) < 0)));
    }

    [Fact]
    public void An_id_tells_its_moment_its_version_and_its_variant()
    {
        var id = new IdGenerator(_clock).New();
        var bytes = id.ToByteArray(bigEndian: true);

        Assert.Equal(_clock.Now.ToUnixTimeMilliseconds(), BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
        Assert.Equal(7, bytes[6] >> 4);
        Assert.Equal(0b10, bytes[8] >> 6);
        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
    }

    [Fact]
    public void The_first_id_of_a_moment_lies_between_those_before_and_those_after()
    {
        var before = new IdGenerator(_clock).New();
        var moment = _clock.Advance(Duration.FromTicks(10));

        Assert.True(Compare(before, IdGenerator.FirstOf(moment)) < 0);
        Assert.True(Compare(IdGenerator.FirstOf(moment), new IdGenerator(_clock).New()) < 0);
    }

    [Fact]
    public void Two_processes_make_different_ids_in_the_same_moment()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => new IdGenerator(_clock).New()).ToHashSet();

        Assert.Equal(1000, made.Count);
    }

    // As both databases compare them: byte by byte.
    private static int Compare(Guid left, Guid right) =>
        left.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(right.ToByteArray(bigEndian: true));

    private static long MomentOf(Guid id) => BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true));
}
