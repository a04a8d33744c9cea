using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Bookings;
using CareOps.Core.Forms;
using CareOps.Core.Foundation;

using NodaTime;

namespace CareOps.Core.Onboarding;

/// <summary>
/// What a business of some trade usually offers, asks, keeps in stock and says. Chosen once in the set-up, it becomes the business's own:
/// from then on everything of it is changed like anything else.
/// </summary>
/// <param name="Key">Names it in the database; never changes.</param>
/// <param name="Name">As people of the trade call it.</param>
/// <param name="Icon">One of the icons.</param>
/// <param name="About">A few words about what it is for.</param>
public sealed record Industry(string Key, string Name, string Icon, string About)
{
    public const int MaxKeyLength = 20;

    public IReadOnlyList<IndustryService> Services { get; init; } = [];

    /// <summary>When the owner can be booked.</summary>
    public IReadOnlyList<OpenInterval> Hours { get; init; } = [];

    public IReadOnlyList<IndustryForm> Forms { get; init; } = [];

    public IReadOnlyList<IndustryItem> Items { get; init; } = [];

    /// <summary>How many minutes before a booking its customer is reminded, greatest first.</summary>
    public IReadOnlyList<int> Reminders { get; init; } = [Day, 2 * 60];

    /// <summary>What the trade says to its customers, in every language there is.</summary>
    public IReadOnlyList<IndustryWords> Words { get; init; } = [];

    internal const int Day = 24 * 60;

    /// <summary>The same hours on several days: <c>Open(Mon, Fri, (9, 17))</c>, in full hours.</summary>
    internal static IEnumerable<OpenInterval> Open(IsoDayOfWeek first, IsoDayOfWeek last, params (double From, double Until)[] hours) =>
        Enumerable.Range((int)first, (int)last - (int)first + 1).SelectMany(day => hours.Select(span =>
            new OpenInterval((IsoDayOfWeek)day, (int)(span.From * 60), (int)(span.Until * 60))));
}

/// <summary>A service of a trade. All times in minutes.</summary>
/// <param name="Key">Unique in its trade; never changes.</param>
/// <param name="Name">What customers choose.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Price">In euros, turned into the business's currency; null shows none.</param>
public sealed record IndustryService(string Key, string Name, int Minutes, decimal? Price)
{
    public string? Description { get; init; }

    public int BufferBefore { get; init; }

    public int BufferAfter { get; init; }

    public int Step { get; init; } = 30;

    public int Notice { get; init; } = 2 * 60;

    public int HorizonDays { get; init; } = 60;

    /// <summary>Until how long before the start a customer may cancel or move it.</summary>
    public int Window { get; init; } = Industry.Day;

    public int Seats { get; init; } = 1;

    public bool NeedsApproval { get; init; }

    public ServiceLocation Location { get; init; }

    /// <summary>What it is called where customers read German.</summary>
    public ServiceWords? German { get; init; }

    /// <summary>As customers of this language read it.</summary>
    public ServiceWords In(Language language) => language == Language.German && German is { } german ? german : new ServiceWords(Name, Description);

    internal ServiceDetails Details(string currency, Language language) => new(In(language).Name, Minutes)
    {
        Description = In(language).Description,
        BufferBeforeMinutes = BufferBefore,
        BufferAfterMinutes = BufferAfter,
        SlotStepMinutes = Step,
        MinimumNoticeMinutes = Notice,
        HorizonDays = HorizonDays,
        CancellationWindowMinutes = Window,
        RescheduleWindowMinutes = Window,
        Seats = Seats,
        NeedsApproval = NeedsApproval,
        Location = Location,
        PriceMinor = Price is { } euros ? LocalPrice.Of(euros, currency) : null,
    };
}

/// <summary>A service's name and description in one language.</summary>
public sealed record ServiceWords(string Name, string? Description);

/// <summary>A ready form that the trade sends with some of its services.</summary>
/// <param name="Ready">The key of the ready form.</param>
/// <param name="Repeat">How often a contact fills it in.</param>
/// <param name="DueHours">How many hours before the booking it is due.</param>
/// <param name="Services">With which services it goes.</param>
public sealed record IndustryForm(string Ready, FormRepeat Repeat, int DueHours, IReadOnlyList<string> Services)
{
    /// <summary>How long a completed one counts, where it is asked again.</summary>
    public int? Months { get; init; }

    /// <summary>Whether completing a booking without it asks first.</summary>
    public bool Warns { get; init; }
}

/// <summary>Something the trade uses up. Quantities in units.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Category">Where it stands in the list.</param>
/// <param name="LowAt">At this quantity it is low.</param>
/// <param name="Reorder">How much is ordered at a time.</param>
public sealed record IndustryItem(string Name, string Unit, string Category, decimal LowAt, decimal Reorder)
{
    /// <summary>What one booking takes: the service's key and how much.</summary>
    public IReadOnlyList<(string Service, decimal Quantity)> Uses { get; init; } = [];
}

/// <summary>What the trade's mail says when something happens.</summary>
public sealed record IndustryWords(RuleTrigger Trigger, string Subject, string Body)
{
    public Language Language { get; init; }

    /// <summary>Names it among the parts of its trade; never changes.</summary>
    internal string Key => Language == Language.English ? $"{Trigger}" : $"{Trigger}/{Language}";

    internal TemplateWords Template => new(Subject, Text.Unwrap(Text.Lines(Body)!));
}
