namespace Crossdock.Sandbox;

/// <summary>
/// A process of the sandbox starts in a development environment only, or when it is told to: a hub that was pointed at a
/// stand-in by mistake would lose its orders there. Who hosts it in a process of his own has decided.
/// </summary>
internal static class SandboxPermission
{
    /// <exception cref="SandboxSettingException">It must not start.</exception>
    public static void Check(IConfiguration settings)
    {
        var environment = settings["DOTNET_ENVIRONMENT"] ?? settings["ASPNETCORE_ENVIRONMENT"];
        var allowed = settings["Sandbox:Allow"];
        if (allowed is not null && !bool.TryParse(allowed, out _))
        {
            throw new SandboxSettingException("Allow", $"is '{allowed}'", "true or false");
        }
        if (
            environment?.Equals("Development", StringComparison.OrdinalIgnoreCase) is not true
            && !(bool.TryParse(allowed, out var isAllowed) && isAllowed)
        )
        {
            throw new SandboxSettingException(
                "Allow",
                $"is not set and the environment is {environment ?? "Production"}: a stand-in starts in development only",
                "DOTNET_ENVIRONMENT=Development, or Sandbox:Allow=true (Sandbox__Allow=true in the environment)"
            );
        }
    }
}
