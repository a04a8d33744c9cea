using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CareOps.Web.Components.Calendar;

/// <summary>The calendar's script module, calendar.js.</summary>
internal static class CalendarScript
{
    private const string Path = "/js/calendar.js";

    /// <summary>Takes charge of a grid, until what it returns is disposed of.</summary>
    public static async ValueTask<IJSObjectReference> AttachAsync(
        IJSRuntime script, ElementReference grid, DotNetObjectReference<TimeGrid> page)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", Path);
        return await module.InvokeAsync<IJSObjectReference>("attach", grid, page);
    }

    /// <summary>The same for a month.</summary>
    public static async ValueTask<IJSObjectReference> AttachAsync(
        IJSRuntime script, ElementReference month, DotNetObjectReference<MonthView> page)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", Path);
        return await module.InvokeAsync<IJSObjectReference>("attachMonth", month, page);
    }

    public static async ValueTask OpenDialogAsync(IJSRuntime script, ElementReference dialog)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", Path);
        await module.InvokeVoidAsync("openDialog", dialog);
    }
}
