using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Logs once that the bus has no connection to its broker, and once that it has one again. Where the broker refuses the user or the
/// password, the bus never tries again: the process ends, and whatever runs it starts it again.
/// </summary>
internal sealed partial class BrokerHealth(
    IBusControl bus,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<BrokerHealth> logger
) : BackgroundService
{
    /// <summary>The exit code for a broken setting.</summary>
    private const int BrokenSetting = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Looks in a row that make an outage: a start takes a while, and a connection that breaks is usually replaced at once.</summary>
    private const int LostAfter = 2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var failures = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var health = bus.CheckHealth();
            if (health.Status != BusHealthStatus.Healthy)
            {
                if (Outage.IsRefusedSignIn(health.Exception))
                {
                    BrokerRefused();
                    Environment.ExitCode = BrokenSetting;
                    lifetime.StopApplication();
                    return;
                }

                if (++failures == LostAfter)
                {
                    BrokerLost(health.Description);
                }

                continue;
            }

            if (failures >= LostAfter)
            {
                BrokerBack();
            }

            failures = 0;
        }
    }

    [LoggerMessage(
        LogLevel.Critical,
        "The broker refuses the user name or the password, and the service ends: correct Bus:Username and Bus:Password, or Bus:RabbitMq"
    )]
    private partial void BrokerRefused();

    [LoggerMessage(LogLevel.Error, "No connection to the broker; messages wait: {Reason}")]
    private partial void BrokerLost(string reason);

    [LoggerMessage(LogLevel.Information, "The connection to the broker works again")]
    private partial void BrokerBack();
}
