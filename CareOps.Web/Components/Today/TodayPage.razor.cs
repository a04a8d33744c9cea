using CareOps.Core.Data;

namespace CareOps.Web.Components.Today;

public sealed partial class TodayPage
{
    protected override bool Concerns(LiveSubject subject) => true;

    protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
