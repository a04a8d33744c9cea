using System.IO.Compression;

using CareOps.Core.Data;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Core.Inventory;
using CareOps.Core.Messaging;
using CareOps.Core.Onboarding;
using CareOps.Core.Workspaces;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Workspaces;

/// <summary>Taking everything along, and the end of a workspace: closed at once, back within 30 days, then gone.</summary>
public sealed class ClosingTests
{
    [EachEngine]
    public async Task A_deleted_workspace_is_closed_at_once_and_comes_back_as_it_was(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var booked = (await business.TryBookAsync(TestBusiness.Tuesday)).Required();
        var mistyped = await house.Get<DeleteWorkspaceHandler>().HandleAsync(business.Owner, new DeleteWorkspace("riverside"), default);

        var end = await DeleteAsync(business);
        var closed = await business.TryBookAsync(TestBusiness.Tuesday.PlusHours(1));
        var link = await house.Get<PublicLinks>().ResolveAsync(booked.Link.Value, LinkPurposes.ManageBooking, default);
        var opened = await house.Get<OpenBusinessHandler>().HandleAsync(business.Owner, new OpenBusiness(true), default);
        await house.DrainAsync();
        var sent = await business.LocalOutboxAsync();
        (await house.Get<KeepWorkspaceHandler>().HandleAsync(business.Owner, new KeepWorkspace(), default)).Required();

        Assert.Equal(WorkspaceErrors.OtherName, mistyped.Error);
        Assert.Equal(house.Clock.Now + Duration.FromDays(30), end);
        Assert.Equal(
            ("business.closed", ErrorKind.Gone, WorkspaceErrors.Ending.Code), (closed.Error?.Code, link.Error?.Kind, opened.Error?.Code));
        Assert.Empty(sent);
        Assert.True((await business.WorkspaceAsync()) is { IsOpen: true, ErasureAt: null }, "It is not as it was.");
        Assert.True((await house.Get<PublicLinks>().ResolveAsync(booked.Link.Value, LinkPurposes.ManageBooking, default)).Succeeded);
    }

    [EachEngine]
    public async Task After_the_grace_everything_of_it_is_gone_and_nothing_of_others(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (gone, stays) = (await FullAsync(house, "Gone"), await FullAsync(house, "Stays"));
        var kept = await Rows.OfAsync(house.Services, stays.Id);
        var place = await house.ReadAsync(gone.Id, static db => db.StoredFiles().Select(file => file.Place).FirstAsync());
        await DeleteAsync(gone);
        var erasure = house.Get<WorkspaceErasure>();

        house.Clock.Advance(Duration.FromDays(29));
        Assert.Equal(0, await erasure.SweepAsync(default));
        house.Clock.Advance(Duration.FromDays(2));
        Assert.Equal(1, await erasure.SweepAsync(default));

        Assert.Empty(await Rows.OfAsync(house.Services, gone.Id));
        Assert.False(house.Get<FileStore>().Has(place), "Its file is still there.");
        Assert.Empty(await house.Get<WorkspaceQueries>().MembershipsAsync(gone.AccountId, default));
        Assert.DoesNotContain(gone.AccountId.ToString(), string.Concat(await Rows.AllAsync(house.Services)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(kept, await Rows.OfAsync(house.Services, stays.Id));
        Assert.Equal(0, await erasure.SweepAsync(default));
    }

    [EachEngine]
    public async Task An_export_holds_every_table_and_file_and_no_secret(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var (mine, theirs) = (await FullAsync(house, "Mine"), await FullAsync(house, "Theirs"));
        using var file = new MemoryStream();
        var reports = new List<ExportProgress>();

        await house.Get<WorkspaceExport>().WriteAsync(mine.Owner, file, reports.Add, default);

        file.Position = 0;
        using var zip = new ZipArchive(file);
        var contacts = await TextAsync(zip, "Contacts.csv");
        var everything = string.Empty;
        foreach (var entry in zip.Entries.Where(static entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            everything += await TextAsync(entry);
        }

        Assert.Contains("anna@example.org", contacts, StringComparison.Ordinal);
        Assert.Contains("canary", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("ProtectedSecret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Id.Value.ToString(), everything, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(zip.Entries, static entry => entry.FullName.StartsWith("files/", StringComparison.Ordinal) && entry.Length == SampleFiles.Logo.Length);
        Assert.Contains("\"Mine\"", await TextAsync(zip, "business.json"), StringComparison.Ordinal);
        Assert.Equal(reports[^1].Total, reports[^1].Done);
        await Assert.ThrowsAsync<AccessDeniedException>(() => house.Get<WorkspaceExport>().WriteAsync(
            mine.Owner with { IsOwner = false }, Stream.Null, static _ => { }, default));
    }

    private static async Task<Instant> DeleteAsync(TestBusiness business) =>
        (await business.House.Get<DeleteWorkspaceHandler>().HandleAsync(
            business.Owner, new DeleteWorkspace((await business.WorkspaceAsync()).Name), default)).Required();

    // Rows in most tables, some of which refer to each other: a trade, bookings and their messages, a ledger, a logo, a connection.
    private static async Task<TestBusiness> FullAsync(TestHouse house, string name)
    {
        var business = await house.OpenBusinessAsync(name);
        (await house.Get<ChooseIndustryHandler>().HandleAsync(business.Owner, new ChooseIndustry("clinic"), default)).Required();
        var service = await house.ReadAsync(business.Id, static db => db.Set<Core.Bookings.Service>().OrderBy(row => row.Position).FirstAsync());
        (await house.Get<Core.Bookings.BookSlotHandler>().HandleAsync(
            business.Visitor, new Core.Bookings.BookSlot(service.Id, TestBusiness.Tuesday, "Anna Berg", "anna@example.org", null, "canary", Guid.NewGuid()), default)).Required();
        await business.AskAsync();
        var item = await house.ReadAsync(business.Id, static db => db.InventoryItems().OrderBy(row => row.NameKey).FirstAsync());
        (await house.Get<MoveStockHandler>().HandleAsync(
            business.Owner, new MoveStock(item.Id, Guid.CreateVersion7(), MovementKind.Counted, 1, "Opening stock"), default)).Required();
        using var logo = new MemoryStream(SampleFiles.Logo);
        (await house.Get<SetLogoHandler>().HandleAsync(business.Owner, new SetLogo("logo.png", logo), default)).Required();
        await house.DrainAsync();
        (await house.Get<ConnectSendGridHandler>().HandleAsync(
            business.Owner, new ConnectSendGrid(null, "canary-secret", null, null, "clinic@example.org", "Clinic", null, IsEnabled: false), default)).Required();
        return business;
    }

    private static Task<string> TextAsync(ZipArchive zip, string name) => TextAsync(zip.GetEntry(name)!);

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync());
        return await reader.ReadToEndAsync();
    }
}
