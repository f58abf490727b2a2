using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Work;

/// <summary>Tells of what is tried again, in the trace of its order.</summary>
internal static partial class RetryLog
{
    /// <summary>It was tried, and may have been done or not.</summary>
    public static void StepFailed(ILogger logger, WorkDocument document, Exception e, bool unexpected)
    {
        if (document is PollDocument poll)
        {
            PollFailed(logger, poll.Subject, poll.Connection, e.Message, unexpected ? e : null);
            return;
        }

        using var activity = document.Trace("try again");
        var order = document.Order();
        StepFailed(
            logger,
            document.GetType().Name,
            document.Id,
            order?.OrderId,
            order?.OrderNumber,
            order?.Merchant,
            document.Connection,
            document.Attempts,
            e.Message,
            unexpected ? e : null
        );
    }

    /// <summary>It is certain that nothing was done.</summary>
    public static void StepPutOff(ILogger logger, WorkDocument document, string reason)
    {
        if (document is PollDocument poll)
        {
            PollFailed(logger, poll.Subject, poll.Connection, reason, null);
            return;
        }

        using var activity = document.Trace("put off");
        var order = document.Order();
        StepPutOff(
            logger,
            document.GetType().Name,
            document.Id,
            order?.OrderId,
            order?.OrderNumber,
            order?.Merchant,
            document.Connection,
            reason
        );
    }

    // The order's names are written as the properties are called: they are for searching, and not in the sentence, since stock has none.
#pragma warning disable SYSLIB1015
    [LoggerMessage(
        LogLevel.Warning,
        "{Document} {DocumentId} of {Connection} failed (try {Attempts}) and is tried again: {Reason}"
    )]
    private static partial void StepFailed(
        ILogger logger,
        string document,
        string documentId,
        Guid? OrderId,
        string? OrderNumber,
        string? Merchant,
        string connection,
        int attempts,
        string reason,
        Exception? exception
    );

    [LoggerMessage(LogLevel.Information, "{Document} {DocumentId} waits for {Connection}, nothing was done: {Reason}")]
    private static partial void StepPutOff(
        ILogger logger,
        string document,
        string documentId,
        Guid? OrderId,
        string? OrderNumber,
        string? Merchant,
        string connection,
        string reason
    );
#pragma warning restore SYSLIB1015

    [LoggerMessage(LogLevel.Warning, "Reading {Subject} of {Connection} failed and is tried again: {Reason}")]
    private static partial void PollFailed(
        ILogger logger,
        string subject,
        string connection,
        string reason,
        Exception? exception
    );

    [LoggerMessage(LogLevel.Warning, "The work loop of {Document} for {Connection} waits for the store: {Reason}")]
    public static partial void WorkLoopWaits(ILogger logger, string document, string connection, string reason);

    [LoggerMessage(LogLevel.Error, "The work loop of {Document} goes on after: {Reason}")]
    public static partial void WorkLoopFailed(ILogger logger, string document, string reason, Exception exception);

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} documents {Document} of {Connection} had times that the clock has not reached: it was set back. They are due now"
    )]
    public static partial void DueTimesCorrected(ILogger logger, int count, string document, string connection);
}
