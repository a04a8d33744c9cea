using CareOps.Core.Messaging;

namespace CareOps.Web.Components.Settings;

/// <summary>Why an address gets nothing, in a few words.</summary>
internal static class SuppressionText
{
    public static string Of(SuppressionReason reason) => reason switch
    {
        SuppressionReason.Stopped => "Asked for no more messages",
        SuppressionReason.Complained => "Reported a message as spam",
        SuppressionReason.AddedByHand => "Added by hand",
        _ => "Mail came back",
    };
}
