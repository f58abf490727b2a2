using Crossdock.Adapters;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Follows what is stored, so that a connection that was set up at one replica works at all.</summary>
internal sealed partial class ConnectionFollower<TSystem>(
    StoredConnections<TSystem> stored,
    WorkOptions options,
    TimeProvider time,
    ILogger<ConnectionFollower<TSystem>> logger
) : BackgroundService
    where TSystem : IExternalSystem
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Connections are there before the loops that come after begin; the start does not wait long for a store that is not.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(RefreshAsync(cancellationToken), Task.Delay(Timeout, time, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.PollInterval, time, stoppingToken);
            await RefreshAsync(stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stored.RefreshAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            ConnectionsNotRead(logger, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The connections in the store cannot be read now: {Reason}")]
    private static partial void ConnectionsNotRead(ILogger logger, string reason);
}
