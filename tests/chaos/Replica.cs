using System.Net;
using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>One process of a service, with its own lines to the broker and to the external systems.</summary>
internal sealed class Replica(
    string name,
    ServiceProcess process,
    string? logs,
    TcpRelay? toBroker = null,
    TcpRelay? toSandbox = null
) : IAsyncDisposable
{
    private bool isMeantToRun;

    public string Name => name;
    public ServiceProcess Process => process;

    public TcpRelay LineTo(string end) =>
        (end == FaultPlan.Broker ? toBroker : toSandbox)
        ?? throw new InvalidOperationException($"{name} has no line to {end}.");

    /// <summary>True if it has ended and nobody ended it.</summary>
    public bool HasFailed => isMeantToRun && process.HasExited;

    public void Start()
    {
        process.Start();
        isMeantToRun = true;
    }

    /// <summary>Waits until it answers anything at all; a broker that is away may keep it from being ready.</summary>
    public Task ListensAsync() => process.AnswersAsync("/health/live", HttpStatusCode.OK);

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
        foreach (var line in (TcpRelay?[])[toBroker, toSandbox])
        {
            await (line?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
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
