using System.Security.Cryptography;

using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;
using CareOps.Core.Files;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

using NodaTime;

namespace CareOps.Tests.Files;

/// <summary>What is kept on the disk, what is refused, and what is cleared away.</summary>
public sealed class FileStoreTests
{
    public static TheoryData<string, byte[], string, FileType> Kinds => new()
    {
        { "plan.pdf", SampleFiles.Pdf, "plan.pdf", FileType.Pdf },
        { "plan.exe", SampleFiles.Pdf, "plan.exe.pdf", FileType.Pdf },
        { "KNEE.PNG", SampleFiles.Png, "KNEE.PNG", FileType.Png },
        { "knee", [0xff, 0xd8, 0xff, 0xe0, 0, 16], "knee.jpg", FileType.Jpeg },
        { "a.gif", [.. "GIF89a"u8, 1, 0], "a.gif", FileType.Gif },
        { "a.webp", [.. "RIFF"u8, 1, 0, 0, 0, .. "WEBPVP8 "u8], "a.webp", FileType.Webp },
        { "IMG_1.HEIC", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0], "IMG_1.HEIC", FileType.Heic },
        { "a.docx", SampleFiles.Docx, "a.docx", FileType.Docx },
        { "a.xlsx", SampleFiles.Zip("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", FileType.Xlsx },
        { "notes.txt", [.. "Grüße"u8], "notes.txt", FileType.Text },
        { "list.csv", [.. "Name;Stadt\r\nJ"u8, 0xf6, .. "rg;Kiel"u8], "list.csv", FileType.Csv },
        { "visit.ics", [.. "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"u8], "visit.ics", FileType.Calendar },
        { "a.mp3", [.. "ID3"u8, 3, 0], "a.mp3", FileType.Mp3 },
        { "a.mp4", [0, 0, 0, 24, .. "ftypisom"u8], "a.mp4", FileType.Mp4 },
        { "a.ogg", [.. "OggS"u8, 0], "a.ogg", FileType.Ogg },
        { "../../etc/passwd.txt", [.. "x"u8], "passwd.txt", FileType.Text },
        { "C:\\temp\\\u202egpj.txt", [.. "x"u8], "gpj.txt", FileType.Text },
        { " \t", SampleFiles.Pdf, "file.pdf", FileType.Pdf },
        { new string('a', 300) + ".pdf", SampleFiles.Pdf, new string('a', 115) + "….pdf", FileType.Pdf },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "setup.exe", SampleFiles.Program, "file.program" },
        { "plan.pdf", SampleFiles.Program, "file.program" },
        { "a", [0x7f, .. "ELF"u8, 2], "file.program" },
        { "run.txt", [.. "#!/bin/sh\nrm -rf /"u8], "file.program" },
        { "run.bat", [.. "del *.*"u8], "file.program" },
        { "run.js", [.. "alert(1)"u8], "file.program" },
        { "page.html", [.. "<!DOCTYPE html>"u8], "file.page" },
        { "page.txt", [0xef, 0xbb, 0xbf, .. "\n <script>alert(1)</script>"u8], "file.page" },
        { "drawing.png", [.. "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8], "file.page" },
        { "a.zip", SampleFiles.Zip("a.txt"), "file.unknown" },
        { "a.docx", [.. "PK\x03\x04"u8, 1, 2, 3], "file.unknown" },
        { "a.docx", SampleFiles.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file.macros" },
        { "a.pdf", [0, 1, 2, 3], "file.unknown" },
        { "a.pdf", [], "file.empty" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_is_kept_as_what_it_is(string name, byte[] content, string kept, FileType type)
    {
        await using var house = await TestHouse.StartAsync();
        var store = house.Get<FileStore>();

        var file = (await KeepAsync(house, name, content)).Required();

        Assert.Equal(
            (kept, type, (long)content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), (file.Name, file.Type, file.Size, file.Sha256));
        await using var stored = store.Open(file.Place);
        using var read = new MemoryStream();
        await stored.CopyToAsync(read);
        Assert.Equal(content, read.ToArray());
        Assert.Single(OnDisk(house));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_could_harm_is_refused_and_leaves_nothing(string name, byte[] content, string code)
    {
        await using var house = await TestHouse.StartAsync();

        Assert.Equal(code, (await KeepAsync(house, name, content)).Error?.Code);
        Assert.Empty(OnDisk(house));
    }

    [Fact]
    public async Task Ten_megabytes_are_kept_and_one_byte_more_is_not()
    {
        await using var house = await TestHouse.StartAsync();

        Assert.True((await KeepAsync(house, "a.pdf", SampleFiles.Large(FileStore.MostBytes))).Succeeded);
        Assert.Equal(FileErrors.TooLarge, (await KeepAsync(house, "a.pdf", SampleFiles.Large(FileStore.MostBytes + 1))).Error);
        Assert.Single(OnDisk(house));
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_half_written()
    {
        await using var house = await TestHouse.StartAsync();
        var store = house.Get<FileStore>();
        store.FillDisk();

        Assert.Equal(FileErrors.DiskFull, (await KeepAsync(house, "a.pdf", SampleFiles.Large(200_000))).Error);
        Assert.Empty(OnDisk(house));
    }

    [Fact]
    public async Task A_sender_who_breaks_off_leaves_nothing()
    {
        await using var house = await TestHouse.StartAsync();
        await using var broken = new BrokenStream(SampleFiles.Large(100_000));

        await Assert.ThrowsAsync<IOException>(() => house.Get<FileStore>().KeepAsync("a.pdf", broken, CancellationToken.None));
        Assert.Empty(OnDisk(house));
    }

    [EachEngine]
    public async Task A_removed_file_leaves_the_disk_with_the_commit_and_not_before(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var (id, place) = await StoreAsync(house, business, isUsed: true);
        var door = house.Get<IWriteDoor>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => door.RunAsync<Done>(
            business.Owner,
            async (db, token) =>
            {
                await StoredFile.RemoveAsync(db, [id], token);
                throw new InvalidOperationException("On second thoughts.");
            },
            CancellationToken.None));
        await house.DrainAsync();
        Assert.True(house.Get<FileStore>().Has(place));

        await door.RunAsync(
            business.Owner,
            async (db, token) =>
            {
                await StoredFile.RemoveAsync(db, [id], token);
                return Done.It;
            },
            CancellationToken.None);
        await house.DrainAsync();
        Assert.False(house.Get<FileStore>().Has(place));
    }

    [EachEngine]
    public async Task The_sweep_takes_what_nobody_used_and_what_no_row_knows_after_a_day(Engine engine)
    {
        await using var house = await TestHouse.StartAsync(engine);
        var business = await house.OpenBusinessAsync();
        var store = house.Get<FileStore>();
        var (_, used) = await StoreAsync(house, business, isUsed: true);
        var (unusedId, unused) = await StoreAsync(house, business, isUsed: false);
        var orphan = (await KeepAsync(house, "a.pdf", SampleFiles.Pdf)).Required().Place;
        var young = (await KeepAsync(house, "b.pdf", SampleFiles.Pdf)).Required().Place;
        var half = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(store.PathOf(used)))!, "incoming", "half");
        await File.WriteAllTextAsync(half, "half");
        house.Clock.Advance(Duration.FromHours(25));
        foreach (var path in new[] { store.PathOf(used), store.PathOf(unused), store.PathOf(orphan), half })
        {
            File.SetLastWriteTimeUtc(path, (house.Clock.Now - Duration.FromHours(25)).ToDateTimeUtc());
        }

        File.SetLastWriteTimeUtc(store.PathOf(young), house.Clock.Now.ToDateTimeUtc());
        await house.Get<Retention>().SweepAsync(CancellationToken.None);
        Assert.False(await house.ReadAsync(business.Id, db => db.StoredFiles().AnyAsync(file => file.Id == unusedId)));

        Assert.Equal(3, await house.Get<FileSweep>().SweepAsync(CancellationToken.None));
        Assert.Equal((true, false, false, true), (store.Has(used), store.Has(unused), store.Has(orphan), store.Has(young)));
        Assert.False(File.Exists(half));
    }

    internal static async Task<Result<KeptFile>> KeepAsync(TestHouse house, string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await house.Get<FileStore>().KeepAsync(name, stream, CancellationToken.None);
    }

    private static string[] OnDisk(TestHouse house)
    {
        var folder = house.Get<FileLocation>().Folder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static async Task<(Guid Id, string Place)> StoreAsync(TestHouse house, TestBusiness business, bool isUsed)
    {
        var kept = (await KeepAsync(house, "plan.pdf", SampleFiles.Pdf)).Required();
        var id = await house.Get<IWriteDoor>().RunAsync(
            business.Owner,
            (db, _) =>
            {
                var file = StoredFile.Of(db, kept);
                if (isUsed)
                {
                    file.Use(db.Now);
                }

                db.Add(file);
                return Task.FromResult(file.Id);
            },
            CancellationToken.None);
        return (id, kept.Place);
    }

    /// <summary>A connection that goes after its first half.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position < Length / 2
            ? base.ReadAsync(buffer, cancellationToken)
            : ValueTask.FromException<int>(new IOException("The other side is gone."));
    }
}
