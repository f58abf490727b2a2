namespace Crossdock.Adapters;

/// <summary>A broken configuration value, or a broken declaration. The host prints it on one line and ends with exit code 2.</summary>
public sealed class SettingException(string setting, string wrong, string toDo)
    : Exception($"{setting} {wrong}: {toDo}")
{
    /// <summary>The full name of the setting, for example <c>Carts:acme-qbc:Token</c>.</summary>
    public string Setting { get; } = setting;
}
