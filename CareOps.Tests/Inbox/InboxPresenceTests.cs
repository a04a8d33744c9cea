using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Tests.Support;
using CareOps.Web.Components.Inbox;

using NodaTime;

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
        var presence = new InboxPresence(_clock, new NodeTalk());
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
        var presence = new InboxPresence(_clock, new NodeTalk());
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
        var presence = new InboxPresence(_clock, new NodeTalk());
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
        var presence = new InboxPresence(_clock, new NodeTalk());
        var told = 0;
        using var mia = presence.Enter(MemberOf(_here), _conversation, () => told++);
        using var stranger = presence.Enter(MemberOf(new WorkspaceId(Guid.NewGuid())), _conversation, () => told++);

        stranger.Typing();

        Assert.Empty(mia.Others);
        Assert.Empty(stranger.Others);
        Assert.Equal(0, told);
    }

    [Fact]
    public void Other_nodes_hear_who_comes_types_and_goes_and_forget_a_node_that_is_silent()
    {
        var (here, there) = (new NodeTalk(), new NodeTalk());
        here.CarryBy(there.Hear);
        there.CarryBy(here.Hear);
        var (presence, elsewhere) = (new InboxPresence(_clock, here), new InboxPresence(_clock, there));
        var told = 0;
        using var mia = presence.Enter(MemberOf(_here), _conversation, () => told++);
        var member = MemberOf(_here);
        var noah = elsewhere.Enter(member, _conversation, static () => { });

        Assert.Equal([new Present(member.Id, null)], mia.Others);
        noah.Typing();
        Assert.NotNull(Assert.Single(mia.Others).TypingUntil);
        _clock.Now += InboxPresence.TypingLasts;
        Assert.Null(Assert.Single(mia.Others).TypingUntil);
        noah.Dispose();
        Assert.Empty(mia.Others);
        Assert.Equal(3, told);

        // A second one, whose node dies: what is repeated is believed, and nothing else.
        using var per = elsewhere.Enter(MemberOf(_here), _conversation, static () => { });
        _clock.Now += InboxPresence.BelievedFor - Duration.FromSeconds(1);
        elsewhere.Repeat();
        _clock.Now += Duration.FromSeconds(2);
        Assert.Single(mia.Others);
        _clock.Now += InboxPresence.BelievedFor;
        Assert.Empty(mia.Others);
    }

    private static Caller.Member MemberOf(WorkspaceId workspace) =>
        new(workspace, new MemberId(Guid.NewGuid()), "Someone", IsOwner: false, Rights.Staff);
}
