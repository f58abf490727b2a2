using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Settings;

/// <summary>
/// Settings from files, one each, as container engines mount secrets: the file <c>Store__MongoDb</c> says what <c>Store:MongoDb</c> is.
/// They win over the environment, which is easily seen from outside.
/// </summary>
public static class SecretFiles
{
    /// <summary>Where container engines mount secrets.</summary>
    private const string Usual = "/run/secrets";

    /// <summary>Adds the files of the folder that <c>Secrets:Directory</c> names; of <c>/run/secrets</c>, where there is one, if it names none.</summary>
    /// <exception cref="SettingException">The named folder is not there, or a file in it cannot be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        var named = configuration["Secrets:Directory"];
        if (named is not null && !Directory.Exists(named))
        {
            throw new SettingException(
                "Secrets:Directory",
                "is not there",
                $"mount the secrets there, or leave it out for {Usual}"
            );
        }

        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(named ?? Usual), optional: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                "Secrets:Directory",
                $"has a file that cannot be read ({e.Message})",
                "let the user that the service runs as read every file in it"
            );
        }
    }
}
