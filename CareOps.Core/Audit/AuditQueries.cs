using CareOps.Core.Data;
using CareOps.Core.Foundation;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Core.Audit;

/// <summary>Which entries are shown. What is null is not asked for.</summary>
public sealed record AuditFilter
{
    public MemberId? Member { get; init; }

    /// <summary>What kind of thing was changed: "booking" of <c>booking.cancelled</c>.</summary>
    public string? Kind { get; init; }

    public Instant? From { get; init; }

    /// <summary>Not included.</summary>
    public Instant? Until { get; init; }

    /// <summary>The booking, service, contact… that was changed.</summary>
    public Guid? Subject { get; init; }
}

/// <summary>Where a page of the log ended.</summary>
public readonly record struct AuditCursor(Instant At, Guid Id);

/// <summary>Reads who changed what.</summary>
public sealed class AuditQueries(ReadDoor door)
{
    /// <summary>A page of the log, newest first; <paramref name="after"/> goes on where one ended.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(
        Caller caller, AuditFilter filter, AuditCursor? after, int most, CancellationToken cancellationToken)
    {
        await using var db = await door.OpenAsync(caller, Right.ManageWorkspace, cancellationToken);
        var rows = Matching(db.Set<AuditEntry>(), filter);
        if (after is { } cursor)
        {
            rows = rows.Where(row => row.At < cursor.At || (row.At == cursor.At && row.Id.CompareTo(cursor.Id) < 0));
        }

        return await rows.OrderByDescending(static row => row.At).ThenByDescending(static row => row.Id).Take(most).ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> rows, AuditFilter filter)
    {
        if (filter.Member is { } member)
        {
            rows = rows.Where(row => row.MemberId == member);
        }

        if (Text.Line(filter.Kind) is { } kind)
        {
            var first = $"{kind}.";
            rows = rows.Where(row => row.Action.StartsWith(first));
        }

        if (filter.Subject is { } subject)
        {
            rows = rows.Where(row => row.SubjectId == subject);
        }

        if (filter.From is { } from)
        {
            rows = rows.Where(row => row.At >= from);
        }

        return filter.Until is { } until ? rows.Where(row => row.At < until) : rows;
    }
}
