using CareOps.Core.Foundation;
using CareOps.Tests.Support;
using CareOps.Web.Components.Inbox;

namespace CareOps.Tests.Inbox;

/// <summary>Who else has a conversation open: members of the same business, and only while they have.</summary>
public sealed class InboxPresenceTests
{
    private readonly FakeClock _clock = new();
    private readonly Guid _conversation = Guid.NewGuid();
    private readonly WorkspaceId _here = new(Guid.NewGuid());

    [Fact]
    public void Each_sees_the_other_once_and_not_themselves()
    {
        var presence = new InboxPresence(_clock);
        var told = 0;
        using var mia = presence.Enter(MemberOf(_here), _conversation, () => told++);
        var noah = MemberOf(_here);
        using var laptop = presence.Enter(noah, _conversation, static () => { });
        using var phone = presence.Enter(noah, _conversation, static () => { });

        Assert.Equal([new Present(noah.Id, null)], mia.Others);
        Assert.Single(laptop.Others);
        Assert.Equal(2, told);
    }

    [Fact]
    public void Typing_is_told_at_once_and_ends_by_itself()
    {
        var presence = new InboxPresence(_clock);
        var told = 0;
        using var mia = presence.Enter(MemberOf(_here), _conversation, () => told++);
        using var noah = presence.Enter(MemberOf(_here), _conversation, static () => { });
        told = 0;

        noah.Typing();
        noah.Typing();
        Assert.NotNull(Assert.Single(mia.Others).TypingUntil);
        Assert.Equal(1, told);

        _clock.Now += InboxPresence.TypingLasts;
        Assert.Null(Assert.Single(mia.Others).TypingUntil);

        noah.Typing();
        noah.StoppedTyping();
        Assert.Null(Assert.Single(mia.Others).TypingUntil);
    }

    [Fact]
    public void Who_leaves_or_loses_the_connection_is_gone()
    {
        var presence = new InboxPresence(_clock);
        using var mia = presence.Enter(MemberOf(_here), _conversation, static () => { });
        var noah = presence.Enter(MemberOf(_here), _conversation, static () => { });

        noah.IsConnected(false);
        Assert.Empty(mia.Others);
        noah.IsConnected(true);
        Assert.Single(mia.Others);
        noah.Dispose();
        Assert.Empty(mia.Others);
    }

    [Fact]
    public void Another_business_is_neither_seen_nor_told_even_with_the_same_id()
    {
        var presence = new InboxPresence(_clock);
        var told = 0;
        using var mia = presence.Enter(MemberOf(_here), _conversation, () => told++);
        using var stranger = presence.Enter(MemberOf(new WorkspaceId(Guid.NewGuid())), _conversation, () => told++);

        stranger.Typing();

        Assert.Empty(mia.Others);
        Assert.Empty(stranger.Others);
        Assert.Equal(0, told);
    }

    private static Caller.Member MemberOf(WorkspaceId workspace) =>
        new(workspace, new MemberId(Guid.NewGuid()), "Someone", IsOwner: false, Rights.Staff);
}
