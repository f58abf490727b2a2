using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Observability;

/// <summary>Where logs go. What the frameworks say is let through from warnings up.</summary>
public static class Logs
{
    /// <summary>One JSON object per line on the console.</summary>
    public static void LogAsJson(this WebApplicationBuilder builder)
    {
        builder.OnlyOurs();
        builder.Logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.IncludeScopes = true;
        });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    }

    /// <summary>To a provider of the program's own.</summary>
    public static void LogTo(this WebApplicationBuilder builder, ILoggerProvider provider)
    {
        builder.OnlyOurs();
        builder.Logging.AddProvider(provider);
    }

    private static void OnlyOurs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Its warnings are the retries of a lost race; what fails for good is logged as MessageFailed.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // It warns at each new key that no certificate is set; docs/security.md says so once.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }
}
