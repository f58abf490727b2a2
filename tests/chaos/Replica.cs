using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>One process of a service, with its own lines to the broker and to the external systems.</summary>
internal sealed class Replica(string name, ServiceProcess process, TcpRelay toBroker, TcpRelay toSandbox, string? logs)
    : IAsyncDisposable
{
    private bool isMeantToRun;

    public string Name => name;
    public ServiceProcess Process => process;

    public TcpRelay LineTo(string end) => end == FaultPlan.Broker ? toBroker : toSandbox;

    /// <summary>True if it has ended and nobody ended it.</summary>
    public bool HasFailed => isMeantToRun && process.HasExited;

    public void Start()
    {
        process.Start();
        isMeantToRun = true;
    }

    public async Task KillAsync()
    {
        isMeantToRun = false;
        await process.KillAsync();
        await KeepLogAsync();
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        isMeantToRun = false;
        var code = await process.StopAsync();
        await KeepLogAsync();
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await KeepLogAsync();
        await toBroker.DisposeAsync();
        await toSandbox.DisposeAsync();
    }

    private async Task KeepLogAsync()
    {
        if (logs is not null)
        {
            await File.AppendAllTextAsync(
                Path.Combine(logs, $"{name.Replace(' ', '-')}.log"),
                process.Output + "\n---\n"
            );
        }
    }
}
