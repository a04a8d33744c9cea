using CareOps.Core.Automation;
using CareOps.Core.Automation.Templates;
using CareOps.Core.Foundation;
using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Settings;

/// <summary>Templates in words.</summary>
internal static class TemplateWording
{
    /// <summary>When a template that every business has is sent.</summary>
    public static string WhenOf(TemplateRow template) => template.Key.Trigger switch
    {
        RuleTrigger.ContactCreated => "When someone becomes a contact without booking",
        RuleTrigger.BookingCreated => "When a booking is made",
        RuleTrigger.BookingRequested => "When a booking is made that you have to confirm",
        RuleTrigger.BookingConfirmed => "When you confirm a request",
        RuleTrigger.BookingRescheduled => "When a booking is moved",
        RuleTrigger.BookingCancelled => "When a booking is cancelled or declined",
        RuleTrigger.BookingReopened => "When a cancellation that the customer was told of is taken back",
        RuleTrigger.WaitlistTimeOffered => "When a time becomes free for someone on the waitlist",
        RuleTrigger.BookingAhead => "Before a booking",
        RuleTrigger.BookingCompleted => "After a booking was completed",
        RuleTrigger.FormsAsked => "When a booking asks for forms",
        RuleTrigger.FormOpen => "While a form is not filled in",
        RuleTrigger.FormSubmitted => "When a form comes back",
        RuleTrigger.StockLow => "To you, when an item runs low",
        RuleTrigger.StockOut => "To you, when nothing is left of an item",
        _ => $"For the rule “{template.Name}”",
    };

    /// <summary>Which rules send a template of the business's own.</summary>
    public static string UseOf(TemplateRow template) => template switch
    {
        { ArchivedAt: not null } => "In the archive: no rule sends it",
        { UsedBy: [] } => "No rule sends it yet",
        _ => $"Sent by {string.Join(", ", template.UsedBy.Select(static name => $"“{name}”"))}",
    };

    public static string NameOf(Channel channel) => channel == Channel.Sms ? "SMS" : "Email";

    public static string NameOf(Language language) => $"{language}";

    public static string TitleOf(string group) => group switch
    {
        "contact" => "The customer",
        "workspace" => "Your business",
        "service" => "The service",
        "waitlist" => "The offer",
        "forms" => "The forms",
        "item" => "The item",
        _ => "The booking",
    };

    /// <summary>"2 segments, 31 characters left".</summary>
    public static string LengthOf(SmsLength length)
    {
        var segments = Say.Count(length.Segments, "segment", "segments");
        var left = Say.Count(length.Left, "character left", "characters left");
        return length.IsUnicode ? $"{segments}, {left}. It holds characters that make it longer." : $"{segments}, {left}.";
    }
}
