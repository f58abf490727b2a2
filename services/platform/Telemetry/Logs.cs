using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Telemetry;

/// <summary>Structured logs on the console: one JSON object per line, or plain lines with <c>Logging:Console:FormatterName=simple</c>.</summary>
public static class Logs
{
    internal static void AddCrossdockLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.IncludeScopes = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    }
}
