using System.Collections.Concurrent;

using CareOps.Core.Foundation;
using CareOps.Core.Workspaces;

namespace CareOps.Web.Exports;

/// <summary>
/// How far the exports of this process are, for the screens that started them. The browser saves the file by itself; a screen that looks at
/// another node only doesn't see how far it is.
/// </summary>
public sealed class ExportsUnderWay
{
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<(WorkspaceId Workspace, Guid Key), ExportProgress> _exports = new();

    public ExportProgress? Of(WorkspaceId workspace, Guid key) => _exports.TryGetValue((workspace, key), out var progress) ? progress : null;

    public void Report(WorkspaceId workspace, Guid key, ExportProgress progress)
    {
        if (_exports.Count > MostKept)
        {
            _exports.Clear();
        }

        _exports[(workspace, key)] = progress;
    }
}
