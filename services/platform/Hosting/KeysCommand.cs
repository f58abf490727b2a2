using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>
/// <c>keys add NAME --role read|operate|admin</c>, <c>keys add NAME --level cart --cart CART</c>, <c>keys withdraw NAME</c>, <c>keys list</c>: on the service's own store, beside a
/// service that runs or not.
/// </summary>
internal static class KeysCommand
{
    public const string Word = "keys";

    /// <summary>Says that the store need not be there yet: keys may be made before the service has ever run.</summary>
    private const string NewStore = "--new-store";

    /// <summary>A flag has no value: as a setting it would swallow the word that follows it.</summary>
    public static string[] WithoutFlag(string[] args) =>
        args is [Word, ..] ? [.. args.Where(word => word != NewStore)] : args;

    /// <returns>The exit code: 0; 1 where the name is taken or unknown; 2 where the command is not understood, or there is no such store.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        IConfiguration configuration,
        ServiceModule module,
        CancellationToken cancellationToken = default
    )
    {
        var store = ServiceHost.Read<StoreOptions>(configuration, "Store");
        if (!args.Contains(NewStore) && FolderWithout(module, store) is { } folder)
        {
            return await PublishAsync(
                ServiceHost.BrokenSetting,
                $"There is no store of {module.Name} in {folder}: say where it is (--Store:Directory DIR), or add {NewStore} to make one there."
            );
        }

        await using var provider = Provide(configuration, module);
        var ring = provider.GetRequiredService<ApiKeyStore>();

        switch (WithoutFlag(args))
        {
            case [_, "list", ..]:
                foreach (var key in await ring.ListAsync(cancellationToken))
                {
                    Console.WriteLine($"{key.Id, -40} {Opens(key), -8} {key.MadeAt:u}");
                }

                return 0;

            case [_, "add", var name, ..] when ApiKey.IsName(name) && RoleNames.Find(configuration["role"]) is { } role:
                await RecordAsync($"keys add {name} --role {role.Name()}");
                if (await ring.AddAsync(name, role, cancellationToken) is not { } text)
                {
                    return await PublishAsync(1, $"There is a key {name} already: withdraw it first.");
                }

                Console.WriteLine(text);
                return await PublishAsync(0, "This is the only time it is shown.");

            case [_, "add", var name, ..]
                when ApiKey.IsName(name)
                    && KeyScope.Read(configuration["level"], configuration["cart"], configuration["warehouse"])
                        is { } scope:
                await RecordAsync($"keys add {name} --level {Written(scope)}");
                if (await ring.AddAsync(name, scope, cancellationToken) is not { } pair)
                {
                    return await PublishAsync(1, $"There is a key {name} already: withdraw it first.");
                }

                Console.WriteLine($"api_user {name}\napi_key  {pair[(ApiKey.Prefix.Length + name.Length + 1)..]}");
                return await PublishAsync(0, "This is the only time it is shown.");

            case [_, "withdraw", var name, ..] when ApiKey.IsName(name):
                await RecordAsync($"keys withdraw {name}");
                if (!await ring.WithdrawAsync(name, cancellationToken))
                {
                    return await PublishAsync(1, $"There is no key {name}.");
                }

                return 0;

            default:
                return await PublishAsync(
                    ServiceHost.BrokenSetting,
                    $"keys add NAME --role ROLE | keys add NAME --level cart|merchant|warehouse|master --cart CART[,CART] --warehouse WAREHOUSE | keys withdraw NAME | keys list. A name has up to 40 small letters, digits and dashes, no dash first; a role is one of {RoleNames.All}; a level is for /v1 of the order-router (docs/cartrover-api.md)."
                );
        }

        Task RecordAsync(string what) => KeysCommand.RecordAsync(provider, what, cancellationToken);
    }

    private static string Opens(ApiKeyDocument key) => key.Scope is { } scope ? Written(scope) : key.Role.Name();

    private static string Written(KeyScope scope) =>
        $"{scope.Level.ToString().ToLowerInvariant()} {string.Join(',', scope.Carts.Append(scope.Warehouse).OfType<string>())}";

    /// <summary>The keys and the audit of a service, without the service.</summary>
    public static ServiceProvider Provide(IConfiguration configuration, ServiceModule module)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStores(ServiceHost.Read<StoreOptions>(configuration, "Store"), [module.Name]);
        services.AddKeys(module.Name);
        services.AddCollection(module.Name, AuditDocument.Collection);
        return services.BuildServiceProvider();
    }

    /// <summary>Records a command in the audit, before it does anything.</summary>
    public static Task RecordAsync(IServiceProvider provider, string what, CancellationToken cancellationToken) =>
        provider
            .GetRequiredService<IDocuments<AuditDocument>>()
            .InsertAsync(
                AuditDocument.Of(
                    provider.GetRequiredService<TimeProvider>(),
                    $"command line ({Environment.UserName})",
                    what
                ),
                cancellationToken
            );

    /// <returns>The folder that has no store in it; null where there is one. A database on a server is always taken as it is.</returns>
    public static string? FolderWithout(ServiceModule module, StoreOptions store) =>
        store.Provider == StoreProvider.Sqlite && !File.Exists(store.FileOf(module.Name))
            ? Path.GetFullPath(store.Directory)
            : null;

    private static async Task<int> PublishAsync(int code, string text)
    {
        await Console.Error.WriteLineAsync(text);
        return code;
    }
}
