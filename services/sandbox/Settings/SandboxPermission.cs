namespace Crossdock.Sandbox.Settings;

/// <summary>
/// The sandbox starts as a process only in a development environment or if a setting allows it: a hub that is pointed at a stand-in
/// by mistake would lose its orders there. A program that hosts it has decided already.
/// </summary>
internal static class SandboxPermission
{
    /// <exception cref="SandboxSettingException">The sandbox must not start.</exception>
    public static void Check(IConfiguration settings)
    {
        var environment = settings["DOTNET_ENVIRONMENT"] ?? settings["ASPNETCORE_ENVIRONMENT"] ?? "Production";
        var allow = settings["Sandbox:Allow"] ?? "false";
        if (!bool.TryParse(allow, out var allowed))
        {
            throw new SandboxSettingException("Allow", $"is '{allow}'", "true or false");
        }

        if (!allowed && !environment.Equals("Development", StringComparison.OrdinalIgnoreCase))
        {
            throw new SandboxSettingException(
                "Allow",
                $"is not set and the environment is {environment}: a stand-in starts in development only",
                "DOTNET_ENVIRONMENT=Development, or Sandbox:Allow=true (Sandbox__Allow=true in the environment)"
            );
        }
    }
}
