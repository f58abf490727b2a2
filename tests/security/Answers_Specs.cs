using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Security.Tests;

public sealed class When_a_endpoint_answers
{
    [Theory]
    [InlineData("/api/v1/orders?status=error", 200)]
    [InlineData("/api/v1/orders", 400)]
    [InlineData("/broken", 500)]
    public async Task Should_stay_out_of_caches_and_frames_and_name_no_server(string path, int status)
    {
        await using var host = await ApiHost.StartAsync(map: app =>
            app.MapGet("/broken", string () => throw new InvalidOperationException("broken")).For(Role.Read)
        );
        using var client = await host.ClientAsync(Role.Read);

        using var answer = await client.GetAsync(path, default(CancellationToken));

        Assert.Equal(status, (int)answer.StatusCode);

        var headers = answer.Headers.ToDictionary(h => h.Key, h => h.Value.Single());
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"]);
        Assert.DoesNotContain("Server", headers.Keys);
    }

    [Fact]
    public async Task Should_refuse_plain_http_where_https_is_required_but_tell_of_its_health()
    {
        await using var host = await ApiHost.StartAsync(settings: ("Http:RequireHttps", "true"));
        using var client = await host.ClientAsync(Role.Read);

        using var refused = await client.GetAsync("/api/v1/orders?status=error", default(CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("https only", (await ProblemDocument.ReadAsync(refused)).Detail);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", default(CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task Should_speak_tls_with_the_certificate_that_is_set()
    {
        using var folder = new TemporaryFolder();
        await CertificateAsync(folder.Of("tls.pem"), folder.Of("tls.key"));
        await using var host = await ApiHost.StartAsync(
            settings:
            [
                ("Kestrel:Endpoints:Http:Url", "https://127.0.0.1:0"),
                ("Kestrel:Endpoints:Http:Certificate:Path", folder.Of("tls.pem")),
                ("Kestrel:Endpoints:Http:Certificate:KeyPath", folder.Of("tls.key")),
                ("Http:RequireHttps", "true"),
            ]
        );
        var protocol = SslProtocols.None;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, _, _) =>
        {
            protocol = ((SslStream)sender).SslProtocol;
            return certificate!.Subject == "CN=localhost";
        };
        using var client = new HttpClient(handler);

        using var answer = await client.GetAsync(new Uri(host.Address, "/health/live"), default(CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.True(protocol is SslProtocols.Tls12 or SslProtocols.Tls13, $"{protocol}");
    }

    private static async Task CertificateAsync(string path, string keyPath)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem());
    }
}
