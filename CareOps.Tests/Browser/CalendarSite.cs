namespace CareOps.Tests.Browser;

/// <summary>One server with a clinic of two for all tests of the calendar.</summary>
public sealed class CalendarSite : IAsyncDisposable
{
    private readonly Lazy<Task<CalendarClinic>> _clinic;

    public CalendarSite()
    {
        _clinic = new(async () => await CalendarClinic.OpenAsync(await Site.SeededAsync()));
    }

    internal SharedSite Site { get; } = new();

    internal Task<CalendarClinic> ClinicAsync() => _clinic.Value;

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
