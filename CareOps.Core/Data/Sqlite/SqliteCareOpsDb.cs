using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

using NodaTime;
using NodaTime.Text;

namespace CareOps.Core.Data.Sqlite;

/// <summary>The model on SQLite: ids as 16 big-endian bytes, moments as microseconds since 1970, dates as ISO text.</summary>
public sealed class SqliteCareOpsDb(DbContextOptions<SqliteCareOpsDb> options) : CareOpsDb(options)
{
    public override Engine Engine => Engine.Sqlite;

    public override Task LockAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAllAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
        configurationBuilder.Properties<WorkspaceId>().HaveConversion<WorkspaceIdBytes>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdBytes>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantMicroseconds>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateText>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid Id(byte[] bytes) => new(bytes, bigEndian: true);

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => Bytes(id), bytes => Id(bytes));

    private sealed class WorkspaceIdBytes()
        : ValueConverter<WorkspaceId, byte[]>(id => Bytes(id.Value), bytes => new WorkspaceId(Id(bytes)));

    private sealed class MemberIdBytes()
        : ValueConverter<MemberId, byte[]>(id => Bytes(id.Value), bytes => new MemberId(Id(bytes)));

    private sealed class InstantMicroseconds()
        : ValueConverter<Instant, long>(
            moment => moment.ToUnixTimeTicks() / 10,
            microseconds => Instant.FromUnixTimeTicks(microseconds * 10));

    private sealed class LocalDateText()
        : ValueConverter<LocalDate, string>(
            date => LocalDatePattern.Iso.Format(date),
            text => LocalDatePattern.Iso.Parse(text).Value);
}
