using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Follows what is stored, so that a connection that was set up at one replica works at all.</summary>
internal sealed partial class ConnectionWatch<TOutside>(
    StoredConnections<TOutside> stored,
    WorkOptions options,
    TimeProvider time,
    ILogger<ConnectionWatch<TOutside>> logger
) : BackgroundService
    where TOutside : IOutside
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Connections are there before the loops that come after begin; the start does not wait long for a store that is not.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(RefreshAsync(cancellationToken), Task.Delay(Patience, time, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.LookEvery, time, stoppingToken);
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
            LogNotRead(logger, e.Message);
        }
    }

    [LoggerMessage(
        EventId = 6,
        EventName = "ConnectionsNotRead",
        Level = LogLevel.Warning,
        Message = "The connections in the store cannot be read now: {Reason}"
    )]
    private static partial void LogNotRead(ILogger logger, string reason);
}
