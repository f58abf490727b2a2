using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Crossdock.TestSupport;

/// <summary>A real process that a test started: its output is collected, and it ends by its id, at the latest with the tests.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    // Numbers of Linux; macOS has others for these two.
    private static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;
    private static readonly ConcurrentDictionary<int, ChildProcess> Alive = new();
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    static ChildProcess() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var child in Alive.Values)
            {
                child.KillNow();
            }
        };

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Everything it has written so far, both outputs, line by line.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>All of it, for the message of a failed test.</summary>
    public string Output => string.Join('\n', lines);

    public bool HasExited => process.HasExited;
    public int Id => process.Id;

    /// <summary>The processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime => Fresh().TotalProcessorTime;

    /// <summary>In bytes, as much of it as is in memory now.</summary>
    public long Memory => Fresh().WorkingSet64;

    /// <summary>Starts a program.</summary>
    /// <param name="program">A path, or a name that is looked up as usual.</param>
    /// <param name="arguments">Passed as they are, with no shell between.</param>
    /// <param name="environment">Added to what this process has.</param>
    /// <param name="folder">Its working folder; null for this process's own.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child.process.Start();
        Alive[child.Id] = child;
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Ends it at once, as a crash would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        KillNow();
        await EndedAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and waits for the end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Send(Terminate);
        return await EndedAsync();
    }

    /// <summary>Holds it where it is (SIGSTOP), as a machine does that is suspended: nothing closes, nothing answers.</summary>
    public void Suspend() => Send(Stop);

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => Send(Continue);

    /// <summary>Waits until it has ended unasked or was ended.</summary>
    /// <param name="within">How long that may take; null for <see cref="Wait.Timeout"/>.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync(TimeSpan? within = null)
    {
        using var timeout = new CancellationTokenSource(within ?? Wait.Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{process.StartInfo.FileName} does not end:\n{Output}", e);
        }

        Alive.TryRemove(Id, out _);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private Process Fresh()
    {
        process.Refresh();
        return process;
    }

    private void Send(int signal)
    {
        if (!HasExited && Signal(Id, signal) != 0)
        {
            throw new InvalidOperationException($"Process {Id} takes no signal.");
        }
    }

    private void KillNow()
    {
        if (!HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
