using System.Collections.Concurrent;
using System.Linq.Expressions;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

using Microsoft.EntityFrameworkCore.Query;

using Conversations = System.Linq.Expressions.Expression<System.Func<
    System.Linq.IQueryable<CareOps.Core.Messaging.Conversation>,
    CareOps.Core.Data.CareOpsDb,
    CareOps.Core.Foundation.MemberId,
    System.Linq.IQueryable<CareOps.Core.Messaging.Conversation>>>;

namespace CareOps.Core.Inbox;

/// <summary>
/// The list of one view, unread ones first, then by their last activity. Every screen asks for its first page with every change, so
/// that question is translated once: translating it cost as much as the answer.
/// </summary>
internal sealed class InboxList
{
    private static readonly ConcurrentDictionary<InboxView, InboxList> Known = new();

    private static readonly Expression<Func<IQueryable<Conversation>, int, IQueryable<Conversation>>> Ordered =
        (from, most) => from
            .OrderByDescending(row => row.IsUnread).ThenByDescending(row => row.LastMessageAt).ThenByDescending(row => row.Id)
            .Take(most);

    private readonly HotList<MemberId, int, ConversationRow> _first;
    private readonly Func<IQueryable<Conversation>, CareOpsDb, MemberId, int, IQueryable<ConversationRow>> _among;

    private InboxList(InboxView view)
    {
        var from = Expression.Parameter(typeof(IQueryable<Conversation>), "from");
        var db = Expression.Parameter(typeof(CareOpsDb), "db");
        var me = Expression.Parameter(typeof(MemberId), "me");
        var most = Expression.Parameter(typeof(int), "most");
        var chosen = Fill(Of(view.Owner), Fill(Of(view.Filter), from, db, me), db, me);
        var rows = Fill(ConversationRows.Rows, Fill(Ordered, chosen, most), db, me);
        _among = Expression.Lambda<Func<IQueryable<Conversation>, CareOpsDb, MemberId, int, IQueryable<ConversationRow>>>(
            rows, from, db, me, most).Compile();
        var all = Expression.Call(db, nameof(CareOpsDb.Set), [typeof(Conversation)]);
        _first = new(Expression.Lambda<Func<CareOpsDb, MemberId, int, IQueryable<ConversationRow>>>(
            ReplacingExpressionVisitor.Replace(from, all, rows), db, me, most));
    }

    public static InboxList Of(InboxView view) => Known.GetOrAdd(view, static of => new InboxList(of));

    public Task<IReadOnlyList<ConversationRow>> FirstAsync(CareOpsDb db, MemberId me, int most, CancellationToken cancellationToken) =>
        _first.AskAsync(db, me, most, cancellationToken);

    /// <summary>The same list, of some conversations only.</summary>
    public IQueryable<ConversationRow> Among(IQueryable<Conversation> from, CareOpsDb db, MemberId me, int most) => _among(from, db, me, most);

    private static Conversations Of(InboxFilter filter) => filter switch
    {
        InboxFilter.Unread => (from, db, me) => from.Where(row => row.UnreadCount > 0),
        InboxFilter.Unanswered => (from, db, me) => from.Where(row => row.WaitingSince != null),
        InboxFilter.Mentions => (from, db, me) => from.Where(row => db.Set<NoteMention>()
            .Where(mention => mention.MemberId == me).Select(mention => mention.ConversationId).Contains(row.Id)),
        InboxFilter.Snoozed => (from, db, me) => from.Where(row => row.Status == ConversationStatus.Snoozed),
        InboxFilter.Resolved => (from, db, me) => from.Where(row => row.Status == ConversationStatus.Resolved),
        _ => (from, db, me) => from.Where(row => row.Status == ConversationStatus.Open),
    };

    private static Conversations Of(InboxOwner owner) => owner switch
    {
        InboxOwner.Mine => (from, db, me) => from.Where(row => row.AssignedTo == me),
        InboxOwner.Nobody => (from, db, me) => from.Where(row => row.AssignedTo == null),
        _ => (from, db, me) => from,
    };

    private static Expression Fill(LambdaExpression part, params Expression[] values) =>
        new ReplacingExpressionVisitor([.. part.Parameters], values).Visit(part.Body);
}
