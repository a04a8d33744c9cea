using CareOps.Tests.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace CareOps.Tests.Browser;

/// <summary>A logo as people have them: as large as their designer saved it.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class BrandScreenTests(SharedSite shared) : IClassFixture<SharedSite>
{
    // What can't be packed is as large as a picture gets.
    private const string Noise = """
        async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 900 });
          const context = canvas.getContext("2d");
          const pixels = context.createImageData(1200, 900);
          for (let i = 0; i < pixels.data.length; i += 65536) crypto.getRandomValues(pixels.data.subarray(i, i + 65536));
          context.putImageData(pixels, 0, 0);
          const url = canvas.toDataURL("image/png");
          return url.slice(url.indexOf(",") + 1);
        }
        """;

    [BrowserFact]
    public async Task A_large_picture_is_made_smaller_and_what_is_no_picture_is_refused()
    {
        var site = await shared.SeededAsync();
        var (page, complaints) = await shared.OpenAsync(isOwner: true);
        await page.GotoAsync(site.Url($"/app/{SeededSite.Slug}/settings/branding"));
        await Expect(page.Locator(".shell[data-live=true]")).ToBeVisibleAsync();
        var large = Convert.FromBase64String(await page.EvaluateAsync<string>(Noise));
        Assert.True(large.Length > 1_000_000);

        await page.GetByLabel("Choose a logo").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = large });
        var shown = page.GetByRole(AriaRole.Img, new() { Name = "Your logo" });
        await Expect(shown).ToBeVisibleAsync();
        Assert.Equal(320, await shown.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)"));

        await page.GetByLabel("Choose a logo").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "application/pdf", Buffer = SampleFiles.Pdf });
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a picture: PNG, JPEG or WebP.");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }
}
