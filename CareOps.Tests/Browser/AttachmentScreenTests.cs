using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>Files in a member's composer, as hands do it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class AttachmentScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [BrowserFact]
    public async Task Files_are_chosen_dropped_taken_out_and_sent()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/inbox/{site.PausedId}"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var files = page.GetByRole(AriaRole.List, new() { Name = "Files of this reply" });

        await page.Locator("[data-picker]").SetInputFilesAsync(
        [
            new FilePayload { Name = "exercises.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Large(400_000) },
            new FilePayload { Name = "setup.exe", MimeType = "application/octet-stream", Buffer = SampleFiles.Program },
        ]);
        await Expect(files.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "exercises.pdf" })).ToContainTextAsync("391 KB");
        await Expect(files.GetByRole(AriaRole.Alert)).ToHaveTextAsync("was not added. It is a program.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the notice about setup.exe" }).ClickAsync();

        await DropAsync(page, "knee.png", SampleFiles.Png);
        await DropAsync(page, "wrong.png", SampleFiles.Png);
        await Expect(files.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out wrong.png" }).ClickAsync();
        await Expect(files.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        // Left and come back to: the draft has them.
        await page.ReloadAsync();
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        await Expect(files.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("Do these twice a day.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        var sent = page.Locator(".message.out").Filter(new() { HasText = "Do these twice a day." });
        await Expect(sent).ToBeVisibleAsync();
        await Expect(sent.GetByRole(AriaRole.Link, new() { Name = "exercises.pdf" })).ToBeVisibleAsync();
        await Expect(sent.GetByRole(AriaRole.Img, new() { Name = "knee.png" })).ToBeVisibleAsync();
        Assert.Equal(1, await sent.Locator("img").EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)"));
        await Expect(files).ToHaveCountAsync(0);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private static Task DropAsync(IPage page, string name, byte[] content) => page.EvaluateAsync(
        """
        ([name, base64]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type: "image/png" }));
          document.querySelector("[data-composer] textarea").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """,
        new[] { name, Convert.ToBase64String(content) });
}
