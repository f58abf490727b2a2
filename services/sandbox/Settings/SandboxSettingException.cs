namespace Crossdock.Sandbox.Settings;

/// <summary>An invalid setting, in one line: its name, what is wrong, and what to set.</summary>
public sealed class SandboxSettingException : Exception
{
    public SandboxSettingException(string setting, string problem, string remedy)
        : base($"Sandbox:{setting} {problem}; set {remedy}.") { }

    /// <inheritdoc />
    public SandboxSettingException() { }

    /// <inheritdoc />
    public SandboxSettingException(string message)
        : base(message) { }

    /// <inheritdoc />
    public SandboxSettingException(string message, Exception innerException)
        : base(message, innerException) { }
}
