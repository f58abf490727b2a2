namespace Crossdock.Adapters;

/// <summary>A broken configuration value. The host prints it on one line and ends with exit code 2.</summary>
public sealed class SettingException(string setting, string wrong, string toDo)
    : Exception($"{setting} {wrong}: {toDo}")
{
    /// <summary>The full name of the setting, for example <c>Connections:acme-qbc:Token</c>.</summary>
    public string Setting { get; } = setting;
}
