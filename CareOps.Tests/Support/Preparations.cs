using CareOps.Core.Bookings;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Tests.Support;

/// <summary>What an owner sets up before customers come, where a test needs more than the first service.</summary>
internal static class Preparations
{
    private const int Nine = 9 * 60;

    /// <summary>A second person, who does the first service, too.</summary>
    public static async Task<MemberId> HireForServiceAsync(this TestBusiness business)
    {
        var noah = await business.HireAsync();
        await business.SaveAsync(business.Form with { Members = [business.Owner.Id, noah.Id] });
        return noah.Id;
    }

    /// <summary>No hours but on some days from nine to half past: one appointment each.</summary>
    public static async Task OpenOnceOnAsync(this TestBusiness business, params IReadOnlyList<LocalDate> days)
    {
        var house = business.House;
        (await house.Get<ChangeHoursHandler>().HandleAsync(
            business.Owner, new ChangeHours(business.Owner.Id, []), CancellationToken.None)).Required();
        foreach (var day in days)
        {
            (await house.Get<SetDayHoursHandler>().HandleAsync(
                business.Owner,
                new SetDayHours(business.Owner.Id, day, [new DayInterval(Nine, Nine + 30)]),
                CancellationToken.None)).Required();
        }
    }
}
