using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Platform.Settings;

/// <summary>
/// Refuses the passwords that <c>docker-compose.yml</c> has for development, which everybody knows, in every other environment. What is not
/// told its environment is in production.
/// </summary>
public static class DevelopmentPasswords
{
    /// <summary>Each of these passwords contains it.</summary>
    private const string Mark = "development-only";

    /// <exception cref="SettingException">A setting has such a password; the message does not repeat it.</exception>
    public static void Refuse(IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            return;
        }

        // Only sections have settings of ours: the environment has other variables too.
        var found = configuration
            .AsEnumerable()
            .FirstOrDefault(one =>
                one.Key.Contains(':') && one.Value?.Contains(Mark, StringComparison.OrdinalIgnoreCase) == true
            );
        if (found.Key is not null)
        {
            throw new SettingException(
                found.Key,
                $"is a password for development, and the environment is {environment.EnvironmentName}",
                "set one of your own, or DOTNET_ENVIRONMENT=Development where nobody else has access"
            );
        }
    }
}
