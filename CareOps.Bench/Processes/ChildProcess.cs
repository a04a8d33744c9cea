using System.Diagnostics;

using CareOps.Bench.Framework;

namespace CareOps.Bench.Processes;

/// <summary>A process this run started; disposing it ends it with everything it started itself.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 30;

    private readonly string _name;
    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private ChildProcess(string name, Process process)
    {
        _name = name;
        _process = process;
    }

    /// <summary>User and system time it has spent so far, without that of programs it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a long-running process.</summary>
    /// <param name="name">What it is to a person, for messages.</param>
    /// <param name="start">Program, arguments, folder and environment.</param>
    public static ChildProcess Start(string name, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var child = new ChildProcess(name, new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        try
        {
            child._process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkException($"Could not start {name} ({start.FileName}): {exception.Message}.", exception);
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="BenchmarkException">It failed, or did not end in time; its last lines are in the message.</exception>
    public static async Task RunAsync(
        string name, ProcessStartInfo start, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var child = Start(name, start);
        try
        {
            await child._process.WaitForExitAsync(cancellationToken).WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new BenchmarkException(
                $"{name} did not end within {timeout.TotalSeconds:0} s.{child.LastLines()}", exception);
        }

        if (child._process.ExitCode != 0)
        {
            throw new BenchmarkException($"{name} failed with code {child._process.ExitCode}.{child.LastLines()}");
        }
    }

    /// <summary>Asks until it answers 200.</summary>
    public async Task WaitUntilReadyAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        var last = "it refused connections";
        while (Stopwatch.GetElapsedTime(started) < timeout)
        {
            if (_process.HasExited)
            {
                throw new BenchmarkException($"{_name} ended with code {_process.ExitCode} while starting.{LastLines()}");
            }

            try
            {
                using var reply = await client.GetAsync(address, cancellationToken);
                if (reply.IsSuccessStatusCode)
                {
                    return;
                }

                last = $"it answers {(int)reply.StatusCode}";
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        throw new BenchmarkException(
            $"{_name} was not ready at {address} within {timeout.TotalSeconds:0} s: {last}.{LastLines()}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself, or never started.
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return _lastLines.Count == 0
                ? ""
                : $" Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, _lastLines)}";
        }
    }
}
