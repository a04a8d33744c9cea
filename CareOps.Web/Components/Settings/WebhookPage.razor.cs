using System.Text.Json;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.Webhooks;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>Adds a program that is told of events, or shows one with all that it was sent.</summary>
public sealed partial class WebhookPage
{
    private const int PageSize = 30;

    private static readonly JsonSerializerOptions Indentation = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FormState _state = new();
    private readonly FormState _more = new();

    private WebhookRow? _saved;
    private IReadOnlyList<WebhookDeliveryRow> _deliveries = [];
    private WebhookDeliveryDetails? _details;
    private HashSet<string> _events = new(StringComparer.Ordinal);
    private Guid? _open;
    private Guid? _shown;
    private string? _url;
    private string? _description;
    private string? _status;
    private string? _secret;
    private string? _news;
    private Question _asks;
    private int _most = PageSize;
    private bool _isEnabled = true;
    private bool _hasOlder;
    private bool _isLoaded;

    private enum Question
    {
        None,
        Secret,
        Removal,
    }

    /// <summary>Null where one is added.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    [Inject]
    private WebhookQueries Webhooks { get; set; } = null!;

    [Inject]
    private SaveWebhookHandler SaveWebhook { get; set; } = null!;

    [Inject]
    private RotateWebhookSecretHandler RotateSecret { get; set; } = null!;

    [Inject]
    private RemoveWebhookHandler RemoveWebhook { get; set; } = null!;

    [Inject]
    private SendWebhookTestHandler SendTestEvent { get; set; } = null!;

    [Inject]
    private ReplayWebhookHandler ReplayDelivery { get; set; } = null!;

    [Inject]
    private ReplayFailedWebhooksHandler ReplayFailed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Title => (Id, _saved) switch
    {
        (null, _) => "New webhook",
        (_, null) => "Webhook",
        (_, { } saved) => saved.Description ?? new Uri(saved.Url).Host,
    };

    private string? About => Id is null ? "Where events are posted to. Its secret is shown after it was added." : _saved?.Url;

    protected override bool Concerns(LiveSubject subject) => subject.Kind == nameof(WebhookEndpoint) && subject.Id == Id;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = Id;
        var saved = id is null ? null : (await Webhooks.EndpointsAsync(Member.Caller, cancellationToken)).FirstOrDefault(row => row.Id == id);
        WebhookStatus? status = Enum.TryParse<WebhookStatus>(_status, out var only) ? only : null;
        var deliveries = saved is null ? [] : await Webhooks.DeliveriesAsync(Member.Caller, saved.Id, status, _most + 1, cancellationToken);
        var details = saved is null || _open is not { } open ? null : await Webhooks.DeliveryAsync(Member.Caller, open, cancellationToken);
        if (id != Id)
        {
            return;
        }

        var isAnother = !_isLoaded || _shown != id;
        (_saved, _details, _isLoaded, _shown) = (saved, details, true, id);
        (_deliveries, _hasOlder) = ([.. deliveries.Take(_most)], deliveries.Count > _most);
        if (isAnother || (!_state.IsDirty && !_state.IsSaving))
        {
            (_url, _description, _isEnabled) = (saved?.Url, saved?.Description, saved?.IsEnabled ?? true);
            _events = (saved?.Events ?? []).ToHashSet(StringComparer.Ordinal);
        }
    }

    private static string Indented(string json)
    {
        using var read = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(read.RootElement, Indentation);
    }

    private void Choose(string name, bool isWanted)
    {
        if (isWanted)
        {
            _events.Add(name);
        }
        else
        {
            _events.Remove(name);
        }
    }

    private async Task SaveAsync()
    {
        SavedWebhook? saved = null;
        var isSaved = await _state.SaveAsync(async () =>
        {
            var result = await SaveWebhook.HandleAsync(
                Member.Caller, new SaveWebhook(Id, _url, _description, [.. _events], _isEnabled), CancellationToken.None);
            saved = result.Value;
            return result;
        });
        if (isSaved && Id is null)
        {
            // The same screen goes on under the new address, so the secret stays in sight.
            _secret = saved!.Secret;
            Navigation.NavigateTo(Member.Url($"settings/webhooks/{saved.Id}"), replace: true);
        }
        else if (isSaved)
        {
            await TryLoadAsync();
        }
    }

    private Task DiscardAsync()
    {
        _state.Reset();
        return TryLoadAsync();
    }

    private async Task TestAsync()
    {
        if (await _more.SaveAsync(() => SendTestEvent.HandleAsync(Member.Caller, new SendWebhookTest(Id!.Value), CancellationToken.None)))
        {
            _news = "A test event is on its way.";
            await TryLoadAsync();
        }
    }

    private async Task ReplayAsync(Guid delivery)
    {
        if (await _more.SaveAsync(() => ReplayDelivery.HandleAsync(Member.Caller, new ReplayWebhook(delivery), CancellationToken.None)))
        {
            _news = "The delivery is sent again.";
            await TryLoadAsync();
        }
    }

    private async Task ReplayFailedAsync()
    {
        await _more.SaveAsync(async () =>
        {
            var result = await ReplayFailed.HandleAsync(Member.Caller, new ReplayFailedWebhooks(Id!.Value), CancellationToken.None);
            _news = result.Succeeded ? $"{Say.Count(result.Value, "delivery is", "deliveries are")} sent again." : null;
            return result;
        });
        await TryLoadAsync();
    }

    private async Task RotateAsync()
    {
        _asks = Question.None;
        await _more.SaveAsync(async () =>
        {
            var result = await RotateSecret.HandleAsync(Member.Caller, new RotateWebhookSecret(Id!.Value), CancellationToken.None);
            _secret = result.Value?.Secret;
            return result;
        });
        await TryLoadAsync();
    }

    private async Task RemoveAsync()
    {
        if (await _more.SaveAsync(() => RemoveWebhook.HandleAsync(Member.Caller, new RemoveWebhook(Id!.Value), CancellationToken.None)))
        {
            Navigation.NavigateTo(Member.Url("settings/webhooks"));
        }
    }

    private Task OpenAsync(Guid delivery)
    {
        _open = _open == delivery ? null : delivery;
        return TryLoadAsync();
    }

    private Task LoadOlderAsync()
    {
        _most += PageSize;
        return TryLoadAsync();
    }
}
