using System.Reflection;

namespace Crossdock.Platform.Settings;

/// <summary>What <c>--version</c>, health answers and telemetry say of the product.</summary>
public static class Product
{
    /// <summary>From <c>Directory.Build.props</c>, for example <c>0.9.0</c>.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
