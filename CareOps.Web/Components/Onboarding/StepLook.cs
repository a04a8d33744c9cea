using CareOps.Core.Onboarding;

namespace CareOps.Web.Components.Onboarding;

/// <summary>How a step is called and what it says of itself.</summary>
/// <param name="Step">The step.</param>
/// <param name="Path">Its name in addresses.</param>
/// <param name="Name">In the list.</param>
/// <param name="Title">Above the step.</param>
/// <param name="About">Below the title.</param>
public sealed record StepLook(SetupStep Step, string Path, string Name, string Title, string About)
{
    public static IReadOnlyList<StepLook> All { get; } =
    [
        new(SetupStep.Business, "business", "Business", "What kind of business is it?", "Choose your trade, and services, hours, forms and stock are filled in for you. You can change all of it."),
        new(SetupStep.Channels, "channels", "Channels", "How do messages reach your customers?", "Nothing is needed to begin: the Local outbox keeps every message here until you connect a provider."),
        new(SetupStep.ContactForm, "contact", "Contact form", "What do people read who write to you?", "Whoever isn't ready to book can ask. This answer goes out at once, so that they know you have it."),
        new(SetupStep.Services, "services", "Services and hours", "What can be booked, and when?", "Names, lengths and prices as customers see them. Everything is saved as you type."),
        new(SetupStep.Forms, "forms", "Forms", "What would you like to know beforehand?", "Whoever books a service is asked to fill in its forms. Press one to switch it on or off."),
        new(SetupStep.Stock, "stock", "Stock", "What do you have on the shelf?", "Count once. From then on completed bookings take what they use, and you hear when something runs low."),
        new(SetupStep.Staff, "staff", "Staff", "Who works with you?", "Each has hours and a sign-in of their own, and sees what you allow."),
        new(SetupStep.Activate, "activate", "Open", "Ready to open?", "What customers need, as it stands now."),
    ];

    public static StepLook Of(SetupStep step) => All[(int)step];

    public static StepLook? Find(string? path) => All.FirstOrDefault(look => look.Path == path);
}
