namespace CareOps.Core.Automation.Templates;

/// <summary>Something a template can have filled in.</summary>
/// <param name="Name">As it is written between the braces.</param>
/// <param name="Means">In words, for the list beside the editor.</param>
/// <param name="Example">What it could stand for, where there is nothing real to show yet.</param>
public sealed record TemplateVariable(string Name, string Means, string Example)
{
    /// <summary>"booking" of booking.when.</summary>
    public string Group => Name[..Name.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>Which variables there are, and where.</summary>
public static class TemplateVariables
{
    private static readonly TemplateVariable[] OfContacts =
    [
        new("contact.first_name", "First name", "Anna"),
        new("contact.name", "Full name", "Anna Berg"),
    ];

    private static readonly TemplateVariable[] OfBusiness =
    [
        new("workspace.name", "Your business's name", "Riverside Physio"),
        new("workspace.address", "Your address", "River Street 12"),
        new("workspace.email", "Your contact email", "hello@riverside.example"),
        new("workspace.phone", "Your contact phone", "+4755501000"),
        new("workspace.booking_page", "Link to your booking page", "https://book.example.org/book/riverside"),
        new("workspace.contact_page", "Link to your contact form", "https://book.example.org/contact/riverside"),
    ];

    private static readonly TemplateVariable[] OfBookings =
    [
        new("booking.service", "What was booked", "First assessment"),
        new("booking.when", "Day and time", "Thu 26 Nov, 09:30"),
        new("booking.date", "The day alone", "Thursday, 26 November 2026"),
        new("booking.time", "The time alone", "09:30"),
        new("booking.duration", "How long it takes", "45 min"),
        new("booking.zone", "Whose time it is", "Oslo"),
        new("booking.member", "Who does it", "Mia Kvam"),
        new("booking.place", "Where, or how", "River Street 12"),
        new("booking.reference", "The reference", "K7M2QD"),
        new("booking.link", "Secret link to see, move or cancel it", "https://book.example.org/booking/xxxxxxxxxxxxxxxxxxxxxx"),
        new("booking.cancel_reason", "Why it was cancelled, if someone said", "“I have a cold.”"),
        new("booking.standing", "How it stands when a cancellation was a mistake", "your booking stands as before"),
        new("service.price", "Its price, if one is shown", "890 NOK"),
        new("service.description", "What you say about the service", "We look at how you move, and make a plan."),
    ];

    private static readonly TemplateVariable[] OfWaitlist =
    [
        new("waitlist.service", "What they wait for", "First assessment"),
        new("waitlist.when", "The time that became free", "Thu 26 Nov, 09:30"),
        new("waitlist.until", "Until when it is kept for them", "Wed 25 Nov, 12:00"),
        new("waitlist.zone", "Whose time it is", "Oslo"),
        new("waitlist.link", "Secret link to take it or let it go", "https://book.example.org/waitlist/xxxxxxxxxxxxxxxxxxxxxx"),
    ];

    private static readonly TemplateVariable[] OfForms =
    [
        new("forms.names", "Which forms", "“Before your first visit”"),
        new("forms.list", "Each form, until when, and its secret link", "Before your first visit (until Wed 25 Nov, 09:30)\nhttps://book.example.org/form/xxxxxxxxxxxxxxxxxxxxxx"),
        new("forms.links", "The secret links alone", "https://book.example.org/form/xxxxxxxxxxxxxxxxxxxxxx"),
        new("forms.booking", "The booking they are for, if there is one", "First assessment, Thu 26 Nov, 09:30"),
    ];

    private static readonly TemplateVariable[] OfStock =
    [
        new("item.name", "The item", "Massage oil"),
        new("item.left", "How much is left", "15 ml"),
        new("item.threshold", "When it counts as low", "20 ml"),
        new("item.supplier", "Who delivers it, if you noted that", "Nordic Supplies"),
        new("item.link", "Link to the item, for members", "https://book.example.org/app/riverside/inventory"),
    ];

    private static readonly HashSet<string> AllNames =
        Enum.GetValues<TemplateAbout>().SelectMany(Of).Select(static variable => variable.Name).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<TemplateVariable> Of(TemplateAbout about) => about switch
    {
        TemplateAbout.Booking => [.. OfBookings, .. OfContacts, .. OfBusiness],
        TemplateAbout.Waitlist => [.. OfWaitlist, .. OfContacts, .. OfBusiness],
        TemplateAbout.Forms => [.. OfForms, .. OfContacts, .. OfBusiness],
        TemplateAbout.Stock => [.. OfStock, .. OfBusiness],
        _ => [.. OfContacts, .. OfBusiness],
    };

    /// <summary>Whether there is such a variable, in whatever template.</summary>
    public static bool Exists(string name) => AllNames.Contains(name);

    /// <summary>What the messages of a trigger are about.</summary>
    public static TemplateAbout AboutOf(RuleTrigger trigger) => trigger switch
    {
        RuleTrigger.ContactCreated => TemplateAbout.Contact,
        RuleTrigger.WaitlistTimeOffered => TemplateAbout.Waitlist,
        RuleTrigger.FormsAsked or RuleTrigger.FormOpen or RuleTrigger.FormSubmitted => TemplateAbout.Forms,
        RuleTrigger.StockLow or RuleTrigger.StockOut => TemplateAbout.Stock,
        _ => TemplateAbout.Booking,
    };
}
