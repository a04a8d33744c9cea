using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Settings;

/// <summary>Logo and colour of the public pages and mails. Each is saved at once.</summary>
public sealed partial class BrandFields
{
    private static readonly (string Colour, string Name)[] Presets =
    [
        ("#0f766e", "Teal"), ("#1d4ed8", "Blue"), ("#6d3fc4", "Violet"), ("#b42a61", "Rose"), ("#9a3412", "Rust"), ("#286b2e", "Green"), ("#334155", "Slate"),
    ];

    // Twice what is shown, in pixels.
    private const int Side = 320;

    private static readonly TimeSpan Drawing = TimeSpan.FromSeconds(5);

    private readonly FormState _logo = new();
    private readonly FormState _colour = new();

    private string? _typed;
    private string? _known;

    [Parameter, EditorRequired]
    public Workspace Business { get; set; } = null!;

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;

    [Inject]
    private SetLogoHandler SetLogo { get; set; } = null!;

    [Inject]
    private SetBrandColourHandler SetColour { get; set; } = null!;

    private string ChooseText => (_logo.IsSaving, Business.LogoFileId) switch
    {
        (true, _) => "Uploading…",
        (_, null) => "Choose a picture",
        _ => "Replace",
    };

    private string? Shown => BrandColours.Parse(_typed);

    private string? Proposed => Shown is { } colour && !BrandColours.IsReadable(colour) ? BrandColours.Nearest(colour) : null;

    protected override void OnParametersSet()
    {
        if (_known != Business.BrandColour)
        {
            _known = _typed = Business.BrandColour;
        }
    }

    private async Task SetAsync(string? colour)
    {
        _typed = BrandColours.Parse(colour) ?? colour;
        if (await _colour.SaveAsync(() => SetColour.HandleAsync(Member.Caller, new SetBrandColour(colour), CancellationToken.None)))
        {
            await OnSaved.InvokeAsync();
        }
    }

    private Task UploadAsync(InputFileChangeEventArgs chosen) => SaveLogoAsync(async () =>
    {
        try
        {
            var file = await SmallerAsync(chosen.File);
            if (file.Size > SetLogoHandler.MostBytes)
            {
                return new Error("logo.large", $"This picture is larger than {SetLogoHandler.MostBytes / 1024} KB. Save it smaller: {Side} pixels are plenty for a logo.", ErrorKind.Invalid, "Logo");
            }

            await using var content = file.OpenReadStream(SetLogoHandler.MostBytes);
            return await SetLogo.HandleAsync(Member.Caller, new SetLogo(file.Name, content), CancellationToken.None);
        }
        catch (IOException)
        {
            return new Error("logo.lost", "The picture didn't arrive. Choose it again.", ErrorKind.Invalid, "Logo");
        }
    });

    // The browser draws it smaller, if it can: every visitor loads it. One that it can't draw is looked at as it is, and refused in words.
    private static async Task<IBrowserFile> SmallerAsync(IBrowserFile file)
    {
        if (!file.ContentType.StartsWith("image/", StringComparison.Ordinal))
        {
            return file;
        }

        try
        {
            var smaller = await file.RequestImageFileAsync("image/webp", Side, Side).AsTask().WaitAsync(Drawing);
            return smaller.Size > 0 && smaller.Size < file.Size ? smaller : file;
        }
        catch (Exception exception) when (exception is TimeoutException or JSException)
        {
            return file;
        }
    }

    private Task RemoveAsync() =>
        SaveLogoAsync(() => SetLogo.HandleAsync(Member.Caller, new SetLogo(null, null), CancellationToken.None));

    private async Task SaveLogoAsync(Func<Task<Result<Guid?>>> save)
    {
        if (await _logo.SaveAsync(save))
        {
            await OnSaved.InvokeAsync();
        }
    }
}
