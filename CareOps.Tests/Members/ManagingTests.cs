using CareOps.Core.Automation;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;
using CareOps.Core.Inbox;
using CareOps.Core.Members;
using CareOps.Core.Workspaces;
using CareOps.Tests.Forms;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Members;

/// <summary>Changing and removing members: an owner stays, and nothing is left behind.</summary>
public sealed class ManagingTests
{
    [EachEngine]
    public async Task Two_owners_who_demote_or_remove_each_other_at_once_leave_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        foreach (var removes in new[] { false, true })
        {
            var business = await house.OpenBusinessAsync();
            var noah = await business.HireAsync();
            (await ChangeAsync(business.Owner, noah.Id, MemberRole.Owner)).Required();
            var other = noah with { IsOwner = true };

            async Task<bool> TryAsync(Caller.Member by, MemberId whom) => removes
                ? (await house.Get<RemoveMemberHandler>().HandleAsync(by, new RemoveMember(whom, by.Id), default)).Succeeded
                : (await ChangeAsync(by, whom, MemberRole.Staff)).Succeeded;
            var outcomes = await Task.WhenAll(TryAsync(business.Owner, noah.Id), TryAsync(other, business.Owner.Id));

            Assert.Single(outcomes, static succeeded => succeeded);
            Assert.Equal(1, await house.ReadAsync(business.Id, static db => db.ActiveMembers().CountAsync(static row => row.Role == MemberRole.Owner)));
        }

        Task<Result<Member>> ChangeAsync(Caller.Member by, MemberId whom, MemberRole role) =>
            house.Get<ChangeMemberHandler>().HandleAsync(by, new ChangeMember(whom, role, Rights.Staff), default);
    }

    [Fact]
    public async Task The_last_owner_is_neither_demoted_nor_removed()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();

        var demoted = await house.Get<ChangeMemberHandler>().HandleAsync(
            business.Owner, new ChangeMember(business.Owner.Id, MemberRole.Staff, Rights.Staff), default);
        var removed = await house.Get<RemoveMemberHandler>().HandleAsync(business.Owner, new RemoveMember(business.Owner.Id, noah.Id), default);

        Assert.Equal(MemberErrors.LastOwner, demoted.Error);
        Assert.Equal(MemberErrors.LastOwner, removed.Error);
    }

    [EachEngine]
    public async Task Bookings_and_conversations_of_who_leaves_go_to_the_chosen_one(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [noah.Id] });
        var booking = await business.BookAsync(TestBusiness.Tuesday);
        var conversation = await business.ConversationAsync();
        (await house.Get<AssignConversationHandler>().HandleAsync(business.Owner, new AssignConversation(conversation.Id, noah.Id), default)).Required();
        Assert.Equal(noah.Id, booking.MemberId);

        var legacy = await house.Get<MemberQueries>().LegacyAsync(business.Owner, noah.Id, business.Owner.Id, default);
        var toNobody = await RemoveAsync(business, noah.Id, null);
        (await RemoveAsync(business, noah.Id, business.Owner.Id)).Required();

        Assert.Equal(
            [(LegacyKind.Bookings, 1, 0), (LegacyKind.Conversations, 1, 0)],
            legacy.OrderBy(static each => each.Kind).Select(static each => (each.Kind, each.Count, each.Conflicts.Count)));
        Assert.Equal("member.bookings", toNobody.Error?.Code);
        var after = await business.ReadBookingAsync(booking.Id);
        Assert.Equal((business.Owner.Id, booking.StartsAt), (after.MemberId, after.StartsAt));
        Assert.Equal(business.Owner.Id, (await business.ConversationAsync()).AssignedTo);
        Assert.DoesNotContain("09:30", await business.OfferedAsync(TestBusiness.Tuesday.Date)); // its time is taken where it is now
        Assert.Contains("10:30", await business.OfferedAsync(TestBusiness.Tuesday.Date));
        Assert.DoesNotContain(noah.Id, (await house.Get<WorkspaceQueries>().TeamAsync(business.Owner, default)).Keys);
        Assert.Equal(Error.NotFound("member"), (await house.Get<AssignConversationHandler>().HandleAsync(
            business.Owner, new AssignConversation(conversation.Id, noah.Id), default)).Error);
        await house.DrainAsync();
    }

    [EachEngine]
    public async Task What_the_chosen_one_cant_take_is_named_and_keeps_the_member(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        await business.BookAsync(TestBusiness.Tuesday);
        await business.BookAsync(TestBusiness.Tuesday, "tom@example.org"); // the other of the two does it

        var conflicts = (await house.Get<MemberQueries>().LegacyAsync(business.Owner, noah.Id, business.Owner.Id, default)).Single().Conflicts;
        var removed = await RemoveAsync(business, noah.Id, business.Owner.Id);

        Assert.StartsWith("Tue 3 Mar, 09:30", Assert.Single(conflicts).What, StringComparison.Ordinal);
        Assert.Equal("member.conflicts", removed.Error?.Code);
        Assert.Contains(noah.Id, (await house.Get<WorkspaceQueries>().TeamAsync(business.Owner, default)).Keys);
    }

    [Fact]
    public async Task Who_is_removed_belongs_nowhere_and_can_be_invited_again()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var account = await house.ReadAsync(business.Id, db => db.Members().Where(row => row.Id == noah.Id).Select(static row => row.AccountId).SingleAsync());
        var email = (await house.Get<MemberQueries>().FindAsync(business.Owner, noah.Id, default))!.Email;

        (await RemoveAsync(business, noah.Id, null)).Required();
        var gone = await house.Get<WorkspaceQueries>().MembershipsAsync(account, default);
        var invitation = (await house.Get<InviteMemberHandler>().HandleAsync(
            business.Owner, new InviteMember(email, MemberRole.Staff, Rights.Staff), default)).Required();
        var token = (await house.Get<MakeInvitationLinkHandler>().HandleAsync(business.Owner, new MakeInvitationLink(invitation.Id), default)).Required();
        var holder = (await house.Get<PublicLinks>().ResolveAsync(token.Value, LinkPurposes.Invitation, default)).Required();
        (await house.Get<JoinByInvitationHandler>().HandleAsync(holder, new JoinByInvitation(account), default)).Required();

        Assert.Empty(gone);
        Assert.Equal(noah.Id, Assert.Single(await house.Get<WorkspaceQueries>().MembershipsAsync(account, default)).Caller.Id);
    }

    [Fact]
    public async Task Another_workspace_made_by_a_known_account_is_its_own()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();

        var second = (await house.Get<CreateWorkspaceHandler>().HandleAsync(
            new Caller.Person(business.AccountId), new CreateWorkspace("Second Branch", "Europe/Oslo"), default)).Required();

        var memberships = await house.Get<WorkspaceQueries>().MembershipsAsync(business.AccountId, default);
        Assert.Equal([business.Slug, second.Slug], memberships.Select(static one => one.Slug));
        Assert.True(memberships[1].Caller.IsOwner);
    }

    [EachEngine]
    public async Task Own_calendar_only_hides_and_guards_the_bookings_of_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        var limited = noah with { Rights = Rights.Staff.LimitedToOwnCalendar(true) };
        var theirs = await business.BookAsync(TestBusiness.Tuesday);
        var own = await business.BookAsync(TestBusiness.Tuesday, "tom@example.org");
        (theirs, own) = theirs.MemberId == noah.Id ? (own, theirs) : (theirs, own);
        var workspace = await business.WorkspaceAsync();
        var bookings = house.Get<BookingQueries>();

        var list = await bookings.ListAsync(limited, new BookingFilter(), null, 10, default);
        var span = await house.Get<CalendarQueries>().SpanAsync(limited, workspace, TestBusiness.Tuesday.Date, TestBusiness.Tuesday.Date, default);
        var today = await house.Get<Core.Dashboard.TodayQueries>().LoadAsync(limited, workspace, default);
        var cancelled = await house.Get<CancelBookingHandler>().HandleAsync(limited, new CancelBooking(theirs.Id), default);
        var moved = await house.Get<MoveBookingHandler>().HandleAsync(
            limited, new MoveBooking(theirs.Id, theirs.Revision, TestBusiness.Tuesday.PlusHours(3), noah.Id, 30), default);
        var given = await house.Get<MoveBookingHandler>().HandleAsync(
            limited, new MoveBooking(own.Id, own.Revision, TestBusiness.Tuesday.PlusHours(3), business.Owner.Id, 30), default);
        var arrived = await house.Get<MarkArrivedHandler>().HandleAsync(limited, new MarkArrived(theirs.Id), default);
        var forOther = await house.Get<CreateBookingHandler>().HandleAsync(
            limited, new CreateBooking(business.Service.Id, business.Owner.Id, TestBusiness.Tuesday.PlusHours(4), own.ContactId), default);
        var forAnyone = await house.Get<CreateBookingHandler>().HandleAsync(
            limited, new CreateBooking(business.Service.Id, null, TestBusiness.Tuesday.PlusHours(4), own.ContactId), default);
        var blocked = await house.Get<BlockTimeHandler>().HandleAsync(
            limited, new BlockTime(business.Owner.Id, TestBusiness.Tuesday, TestBusiness.Tuesday.PlusHours(1), null), default);

        Assert.Equal([own.Id], list.Select(static row => row.Id));
        Assert.Equal([own.Id], span.Bookings.Select(static row => row.Id));
        Assert.Equal([noah.Id], span.Members.Select(static row => row.Member));
        Assert.Equal([own.Id], today.Upcoming.Select(static row => row.Id));
        Assert.Null(await bookings.ByIdAsync(limited, theirs.Id, default));
        Assert.NotNull(await bookings.ByIdAsync(limited, own.Id, default));
        Assert.All([cancelled.Error, arrived.Error, moved.Error], static error => Assert.Equal(BookingErrors.NotFound, error));
        Assert.All([given.Error, forOther.Error, blocked.Error], static error => Assert.Equal(BookingErrors.NotOwnCalendar, error));
        Assert.Equal(noah.Id, forAnyone.Required().MemberId);
    }

    [EachEngine]
    public async Task Own_calendar_only_hides_what_forms_and_rules_know_of_the_bookings_of_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var noah = await business.HireAsync();
        var limited = noah with { Rights = Rights.Staff.LimitedToOwnCalendar(true) };
        var form = await business.AddFormAsync("Intake", FormFixtures.Ask(QuestionKind.ShortText, "Why?"));
        await business.GoesWithServiceAsync(form);
        var theirs = await business.BookAndDrainAsync(TestBusiness.Tuesday);
        var tracker = house.Get<FormTrackerQueries>();
        var runs = house.Get<AutomationQueries>();

        var seen = Assert.Single(await tracker.ListAsync(business.Owner, new FormFilter(), null, 10, default));
        var hidden = Assert.Single(await tracker.ListAsync(limited, new FormFilter(), null, 10, default));

        Assert.Equal((theirs.Id, theirs.ServiceName, theirs.StartsAt), (seen.BookingId, seen.ServiceName, seen.BookingStartsAt));
        Assert.Equal((null, null, null), (hidden.BookingId, hidden.ServiceName, hidden.BookingStartsAt));
        Assert.NotEmpty(await tracker.ByBookingAsync(business.Owner, house.Clock.Now, 10, default));
        Assert.Empty(await tracker.ByBookingAsync(limited, house.Clock.Now, 10, default));
        Assert.NotEmpty(await runs.OfBookingAsync(business.Owner, theirs.Id, default));
        Assert.Empty(await runs.OfBookingAsync(limited, theirs.Id, default));
    }

    private static Task<Result<Done>> RemoveAsync(TestBusiness business, MemberId member, MemberId? to) =>
        business.House.Get<RemoveMemberHandler>().HandleAsync(business.Owner, new RemoveMember(member, to), default);
}
