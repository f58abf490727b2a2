using System.Reflection;
using System.Runtime.Loader;

namespace Crossdock.Adapters.Declaration;

/// <summary>The adapters of this program: one for each kind and role.</summary>
public sealed class AdapterCatalog
{
    private readonly SortedDictionary<(AdapterRole, string), Adapter> adapters = [];

    /// <exception cref="SettingException">A kind is found twice for one role, or an adapter's declaration is broken.</exception>
    public AdapterCatalog(IEnumerable<Adapter> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        foreach (var adapter in all)
        {
            _ = SettingDeclaration.Of(adapter.SettingsType);
            if (string.IsNullOrWhiteSpace(adapter.Kind) || string.IsNullOrWhiteSpace(adapter.Description))
            {
                throw new SettingException(NameOf(adapter), "has no kind or no description", "give it both");
            }

            if (
                adapter.Capabilities.HasFlag(AdapterCapabilities.Webhooks)
                && !adapter.SettingsType.IsAssignableTo(typeof(NotifyingCartSettings))
            )
            {
                throw new SettingException(
                    NameOf(adapter),
                    "has webhooks, and settings without their address",
                    $"derive {adapter.SettingsType.Name} from {nameof(NotifyingCartSettings)}"
                );
            }

            if (!adapters.TryAdd(KeyOf(adapter.Role, adapter.Kind), adapter))
            {
                throw new SettingException(
                    NameOf(adapter),
                    $"declares the kind {adapter.Kind}, as {adapters[KeyOf(adapter.Role, adapter.Kind)].GetType().FullName} does",
                    "remove one of them, or give one another kind"
                );
            }
        }
    }

    public IReadOnlyCollection<Adapter> All => adapters.Values;

    /// <summary>The adapters beside the program, in assemblies named <c>Crossdock.Adapters.*</c>.</summary>
    /// <exception cref="SettingException">One of them cannot be loaded.</exception>
    public static IReadOnlyList<Adapter> Scan(string folder) =>
        [.. Directory.EnumerateFiles(folder, "Crossdock.Adapters.*.dll").Order(StringComparer.Ordinal).SelectMany(In)];

    private static List<Adapter> In(string file)
    {
        try
        {
            return
            [
                .. AssemblyLoadContext
                    .Default.LoadFromAssemblyPath(Path.GetFullPath(file))
                    .GetExportedTypes()
                    .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Adapter)))
                    .Select(type => (Adapter)Activator.CreateInstance(type)!),
            ];
        }
        catch (Exception e)
            when (e
                    is BadImageFormatException
                        or IOException
                        or TypeLoadException
                        or MissingMethodException
                        or TargetInvocationException
            )
        {
            throw new SettingException(
                Path.GetFileName(file),
                $"cannot be loaded as an adapter ({e.Message.ReplaceLineEndings(" ")})",
                "build it again with all it needs, or remove it"
            );
        }
    }

    private static (AdapterRole, string) KeyOf(AdapterRole role, string kind) => (role, kind.ToUpperInvariant());

    private static string NameOf(Adapter adapter) => $"The adapter {adapter.GetType().FullName}";
}
