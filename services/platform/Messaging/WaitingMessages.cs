using MassTransit;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>Says that a queue's messages wait for the store or the broker: at once, each minute that it lasts, and when they go on.</summary>
internal sealed partial class WaitingMessages(string queue, TimeProvider time, ILogger<WaitingMessages> logger)
    : IRetryObserver
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private readonly Lock telling = new();
    private DateTimeOffset? told;

    public Task PostFault<T>(RetryContext<T> context)
        where T : class, PipeContext
    {
        var now = time.GetUtcNow();
        lock (telling)
        {
            if (now < told + Again)
            {
                return Task.CompletedTask;
            }

            told = now;
        }

        MessagesWait(logger, queue, context.Exception.Message);
        return Task.CompletedTask;
    }

    public Task RetryComplete<T>(RetryContext<T> context)
        where T : class, PipeContext
    {
        lock (telling)
        {
            if (told is null)
            {
                return Task.CompletedTask;
            }

            told = null;
        }

        MessagesGoOn(logger, queue);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task PreRetry<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Messages wait in {Queue} and are tried again: {Reason}")]
    private static partial void MessagesWait(ILogger logger, string queue, string reason);

    [LoggerMessage(LogLevel.Information, "Messages go on in {Queue}")]
    private static partial void MessagesGoOn(ILogger logger, string queue);
}
