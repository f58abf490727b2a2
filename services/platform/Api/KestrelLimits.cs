using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;

namespace Crossdock.Platform.Api;

internal static class KestrelLimits
{
    /// <summary>What comes in is small: nothing here takes more than a megabyte, or longer than ten seconds to say what it wants.</summary>
    public static void ConfigureKestrelLimits(this IWebHostBuilder web) =>
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            // Where there is a certificate (Kestrel:Endpoints:…, see docs/security.md).
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        });
}
