using System.Security.Cryptography.X509Certificates;
using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary><c>Secrets:…</c> in configuration: where the keys are that encrypt what is stored of connections.</summary>
public sealed class SecretOptions
{
    /// <summary>The folder of files with one setting each: <see cref="SecretFiles"/> reads it, before all other settings.</summary>
    public string? Directory { get; set; }

    /// <summary>The folder of the keys, shared by all replicas of a service and backed up apart from the store; without it, <c>keys</c> in the store's folder.</summary>
    public string? Keys { get; set; }

    /// <summary>A PEM certificate (RSA) that encrypts the keys themselves; without it they are protected by the folder's permissions only.</summary>
    public string? Certificate { get; set; }

    /// <summary>The certificate's private key, PEM.</summary>
    public string? CertificateKey { get; set; }
}

internal static class SecretRegistration
{
    /// <exception cref="SettingException">The certificate cannot be read.</exception>
    public static void AddSecrets(this IServiceCollection services, SecretOptions options, StoreOptions store)
    {
        var keys = options.Keys ?? Path.Combine(store.Directory, "keys");
        try
        {
            PrivateFolder.Create(keys);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The service starts without its folders, and says what it waits for; anyone who needs a key makes the folder then.
        }

        var protection = services
            .AddDataProtection()
            .SetApplicationName("crossdock")
            .PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddSingleton<SettingsProtector>();
        if (options.Certificate is null)
        {
            return;
        }

        try
        {
            protection.ProtectKeysWithCertificate(
                X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey)
            );
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException
            )
        {
            throw new SettingException(
                "Secrets:Certificate",
                $"cannot be read ({e.Message})",
                "name a PEM certificate, and its private key in Secrets:CertificateKey"
            );
        }
    }
}
