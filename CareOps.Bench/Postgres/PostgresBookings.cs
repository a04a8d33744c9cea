using CareOps.Bench.Baseline;
using CareOps.Bench.Framework;
using CareOps.Bench.Load;
using CareOps.Core.Bookings;
using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Core.LiveUpdates;
using CareOps.Core.Messaging;
using CareOps.Core.Workspaces;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using NodaTime;

namespace CareOps.Bench.Postgres;

/// <summary>CareOps' side of <c>postgres-booking</c>: the handler of public bookings, in this process, with an open screen listening.</summary>
internal sealed class PostgresBookings(int callers, int rounds) : ISide
{
    private const int BookingsARound = 1_500;
    private const int Minutes = 30;
    private const int ADay = WeeklyHours.MinutesOfADay / Minutes;

    private const string ZoneWithoutClockChanges = "Asia/Tokyo";

    private readonly PostgresCluster _cluster = new();
    private ServiceProvider? _services;
    private IDisposable? _screen;
    private Caller.Visitor _visitor = new(WorkspaceId.None);
    private Guid _service;
    private LocalDate _firstDay;
    private int _booked;

    public string Name => "handler";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _cluster.StartAsync(cancellationToken);
        _services = Build(_cluster.ConnectionString);
        await _services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var registered = (await _services.GetRequiredService<RegisterWorkspaceHandler>().HandleAsync(
            _visitor,
            new RegisterWorkspace("Owner", "owner@bench.example", $"Bench-{Guid.NewGuid():N}", "Bench", ZoneWithoutClockChanges),
            cancellationToken)).Required();
        var owner = (await _services.GetRequiredService<WorkspaceQueries>().MembershipsAsync(registered.AccountId, cancellationToken))[0].Caller;
        (await _services.GetRequiredService<OpenBusinessHandler>().HandleAsync(owner, new OpenBusiness(true), cancellationToken)).Required();
        (await _services.GetRequiredService<ChangeHoursHandler>().HandleAsync(
            owner,
            new ChangeHours(
                owner.Id,
                [.. Enumerable.Range(1, 7).Select(static day => new OpenInterval((IsoDayOfWeek)day, 0, WeeklyHours.MinutesOfADay))]),
            cancellationToken)).Required();
        var service = (await _services.GetRequiredService<SlotQueries>().ServicesAsync(owner, cancellationToken))[0];
        (await _services.GetRequiredService<SaveServiceHandler>().HandleAsync(
            owner,
            new SaveService(
                service.Id, service.Name, null, Minutes, 0, 0, Minutes, 0, Service.MaxHorizonDays, 0, null, service.Location, null, true),
            cancellationToken)).Required();
        _visitor = new Caller.Visitor(owner.Workspace);
        _service = service.Id;
        _firstDay = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(2);
        await _services.GetRequiredService<OtherNodes>().StartAsync(cancellationToken);
        _screen = _services.GetRequiredService<LiveUpdateHub>().Subscribe(owner.Workspace, static _ => { });
        if ((rounds + Rounds.WarmingUp) * BookingsARound > (Service.MaxHorizonDays - 2) * ADay)
        {
            throw new BenchmarkException($"{rounds} rounds need more slots than there are.");
        }
    }

    public async Task<Measurement> RunRoundAsync(CancellationToken cancellationToken)
    {
        if (_booked == BookingsARound)
        {
            await _cluster.AnalyzeAsync(cancellationToken);
        }

        var handler = _services!.GetRequiredService<BookSlotHandler>();
        var measured = await LoadDriver.RunAsync(
            [.. Enumerable.Range(0, callers).Select(_ => new Customer(this, handler))], LoadLimit.Of(BookingsARound), cancellationToken);
        _booked += BookingsARound;
        return measured;
    }

    public async ValueTask DisposeAsync()
    {
        _screen?.Dispose();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    private static ServiceProvider Build(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddData(new DatabaseLocation(connectionString, string.Empty));
        services.AddLiveUpdates(Engine.Postgres);
        services.AddWorkspaces(new RegistrationOptions(RegistrationPolicy.Open));
        services.AddMessaging();
        services.AddBookings();
        return services.BuildServiceProvider();
    }

    private sealed class Customer(PostgresBookings bookings, BookSlotHandler handler) : ILoadCaller
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task CallAsync(long number, CancellationToken cancellationToken)
        {
            var (day, ofDay) = Math.DivRem(bookings._booked + (int)number, ADay);
            var start = bookings._firstDay.PlusDays(day).AtMidnight().PlusMinutes(ofDay * Minutes);
            var booked = await handler.HandleAsync(
                bookings._visitor,
                new BookSlot(bookings._service, start, "A visitor", $"visitor-{Guid.NewGuid():N}@bench.example", null, "First visit", Guid.NewGuid()),
                cancellationToken);

            if (!booked.Succeeded)
            {
                throw new BenchmarkException($"A free slot at {start} was refused: {booked.Error.Message}");
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
