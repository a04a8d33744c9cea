using System.Globalization;

using CareOps.Core.Data;
using CareOps.Core.Data.Sqlite;
using CareOps.Core.Files;
using CareOps.Core.Inbox;
using CareOps.Tests.Messaging;
using CareOps.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace CareOps.Tests.Faults;

/// <summary>
/// A server that is killed while a member types. What a kill leaves is what the operating system has of the files at that moment, since
/// the process's memory is all that goes. So after each save that was acknowledged the files are copied as they lie there, log and all,
/// and opened as the next start opens them. InboxWorkTests kills a whole server under a browser as well.
/// </summary>
public sealed class DraftKillTests
{
    private const int Kills = 100;

    [Fact]
    public async Task What_was_typed_and_added_is_back_after_each_of_a_hundred_kills()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var conversation = await AttachmentTests.AskedAsync(business);
        var (reply, typed, added) = (Guid.CreateVersion7(), string.Empty, 0);
        var folder = Directory.CreateTempSubdirectory("careops-typed-").FullName;
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                typed += string.Create(CultureInfo.InvariantCulture, $"word {kill}, ");
                (await house.Get<SaveDraftHandler>().HandleAsync(
                    business.Owner, new SaveDraft(conversation, reply, typed, $"note {kill}"), CancellationToken.None)).Required();
                if (kill % 10 == 0)
                {
                    await AttachmentTests.AttachAsync(business, conversation, $"{++added}.pdf", SampleFiles.Pdf);
                }

                var left = await LeftAsync(house, Path.Combine(folder, $"{kill}"));

                Assert.Equal((typed, $"note {kill}", reply), (left.Draft.Reply, left.Draft.Note, left.Draft.ReplyId));
                Assert.Equal(added, left.Places.Count);
                Assert.All(left.Places, place => Assert.True(house.Get<FileStore>().Has(place)));
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(Draft Draft, List<string> Places)> LeftAsync(TestHouse house, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(house.Get<FileLocation>().Folder)!, "careops.db*").Where(static file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using var contexts = new SqliteContexts(Path.Combine(folder, "careops.db"));
        await using var db = ((ICareOpsContexts)contexts).CreateDbContext();
        return (
            await db.Drafts().IgnoreQueryFilters().SingleAsync(),
            await db.StoredFiles().IgnoreQueryFilters().Select(static file => file.Place).ToListAsync());
    }
}
