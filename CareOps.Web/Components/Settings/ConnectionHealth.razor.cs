using CareOps.Core.Messaging;
using CareOps.Web.Components.Layout;

using Microsoft.AspNetCore.Components;

namespace CareOps.Web.Components.Settings;

/// <summary>How a connection's last sendings went.</summary>
public sealed partial class ConnectionHealth
{
    [Parameter, EditorRequired]
    public ProviderConnection Connection { get; set; } = null!;

    [CascadingParameter]
    private MemberContext Member { get; set; } = null!;
}
