using CareOps.Core.Foundation;

namespace CareOps.Tests.Foundation;

public sealed class RightsTests
{
    private static readonly WorkspaceId Workspace = new(Guid.NewGuid());

    public static TheoryData<Right, Right> ViewAndManage => new()
    {
        { Right.ViewInbox, Right.ManageInbox },
        { Right.ViewBookings, Right.ManageBookings },
        { Right.ViewContacts, Right.ManageContacts },
        { Right.ViewForms, Right.ManageForms },
        { Right.ViewInventory, Right.ManageInventory },
        { Right.ViewReports, Right.ManageReports },
    };

    [Theory]
    [MemberData(nameof(ViewAndManage))]
    public void Managing_includes_viewing_and_not_the_other_way_round(Right view, Right manage)
    {
        Assert.True(Rights.Of(manage).Has(view));
        Assert.True(Rights.Of(manage).Has(manage));
        Assert.True(Rights.Of(view).Has(view));
        Assert.False(Rights.Of(view).Has(manage));
    }

    [Theory]
    [MemberData(nameof(ViewAndManage))]
    public void A_right_in_one_area_says_nothing_about_another(Right view, Right manage)
    {
        var others = ViewAndManage.SelectMany(static row => new[] { (Right)row[0], (Right)row[1] })
            .Where(right => right != view && right != manage);

        Assert.DoesNotContain(others, Rights.Of(manage).Has);
    }

    [Fact]
    public void Staff_do_the_daily_work_and_do_not_export()
    {
        Assert.True(Rights.Staff.Has(Right.ManageBookings));
        Assert.True(Rights.Staff.Has(Right.ViewInbox));
        Assert.False(Rights.Staff.Has(Right.Export));
        Assert.False(Rights.Staff.Has(Right.ViewReports));
    }

    [Fact]
    public void Staff_never_manage_the_workspace_whatever_bits_they_were_given()
    {
        var staff = new Caller.Member(Workspace, new MemberId(Guid.NewGuid()), "Noah", IsOwner: false, new Rights(-1));

        Assert.False(staff.May(Right.ManageWorkspace));
        Assert.False(staff.May(Right.System));
        Assert.False(staff.May(Right.HoldLink));
        Assert.True(staff.May(Right.Export));
    }

    [Fact]
    public void An_owner_may_everything_a_person_can()
    {
        var owner = new Caller.Member(Workspace, new MemberId(Guid.NewGuid()), "Mia", IsOwner: true, Rights.None);

        Assert.Equal(
            [Right.HoldLink, Right.Account, Right.System], Enum.GetValues<Right>().Where(right => !owner.May(right)));
    }

    [Fact]
    public void A_member_without_rights_may_only_be_there()
    {
        var member = new Caller.Member(Workspace, new MemberId(Guid.NewGuid()), "Noah", IsOwner: false, Rights.None);

        Assert.Equal([Right.Anyone, Right.BeMember], Enum.GetValues<Right>().Where(member.May));
    }

    [Fact]
    public void Callers_who_are_no_members_may_what_their_kind_may_and_nothing_else()
    {
        Assert.Equal([Right.Anyone], Enum.GetValues<Right>().Where(new Caller.Visitor(Workspace).May));
        Assert.Equal([Right.Anyone, Right.Account], Enum.GetValues<Right>().Where(new Caller.Person(Guid.NewGuid()).May));
        Assert.Equal(
            [Right.Anyone, Right.HoldLink],
            Enum.GetValues<Right>().Where(new Caller.LinkHolder(Workspace, "booking", Guid.NewGuid()).May));
        Assert.Equal([Right.System], Enum.GetValues<Right>().Where(new Caller.SystemWork(Workspace, "test").May));
    }

    [Fact]
    public void Every_right_has_a_bit_of_its_own()
    {
        var rights = Enum.GetValues<Right>();

        Assert.Equal(rights.Length, rights.Select(static right => Rights.Of(right)).Distinct().Count());
    }
}
