using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Storage;

/// <summary>
/// Opens every declared collection when the service starts, so that its indexes are there before they are needed; says so where it has to
/// wait, and when it need not any more.
/// </summary>
internal sealed partial class StoreOpening(
    IEnumerable<ILateCollection> collections,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<StoreOpening> logger
) : BackgroundService
{
    private const int ExitCode = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waited = false;
        foreach (var collection in collections)
        {
            while (!await OpenAsync(collection, waited, stoppingToken))
            {
                waited = true;
                await Task.Delay(Pause, time, stoppingToken);
            }
        }

        if (waited)
        {
            StoreOpened(logger);
        }
    }

    private async Task<bool> OpenAsync(ILateCollection collection, bool waited, CancellationToken stoppingToken)
    {
        try
        {
            await collection.OpenAsync().WaitAsync(stoppingToken);
            return true;
        }
        catch (StoreUnavailableException e)
        {
            if (!waited)
            {
                StoreAwaited(logger, e.Message);
            }

            return false;
        }
        catch (StoreRefusedException e)
        {
            // It was not reachable when the service started.
            StoreRefused(logger, e.Message);
            Environment.ExitCode = ExitCode;
            host.StopApplication();
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The service waits for its store: {Reason}")]
    private static partial void StoreAwaited(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Critical, "The service ends: {Reason}")]
    private static partial void StoreRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The store is there")]
    private static partial void StoreOpened(ILogger logger);
}
