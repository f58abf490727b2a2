using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>
/// <c>restore FILE</c>: fills an empty store from a backup, and marks it: what may have been done since the backup is looked for before it is
/// done. <c>restore -</c> reads the input.
/// </summary>
internal static class RestoreCommand
{
    public const string Word = "restore";

    /// <returns>The exit code: 0; 1 where the store or the file fails; 2 where the command, the file or the store is not one to restore.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, ServiceModule module)
    {
        if (CommandFile.Of(args) is not { } file)
        {
            return await EndAsync("restore FILE: a backup, or - for the input.");
        }

        await using var provider = KeysCommand.Provide(configuration, module);
        await using var from = CommandFile.Open(file);
        var (header, documents) = await BackupFile.ReadAsync(from, CancellationToken.None);
        var store = provider.GetRequiredService<StoreContents>().Open(provider, module.Name);
        if (Problem(header, module, store.Provider) is { } problem)
        {
            return await EndAsync($"{file} {problem}");
        }

        await using var stored = store.ReadAllAsync("", CancellationToken.None).GetAsyncEnumerator();
        if (await stored.MoveNextAsync())
        {
            return await EndAsync(
                $"The store of {module.Name} is not empty: name a fresh place (--Store:Directory DIR, or --Store:MongoDatabasePrefix PREFIX)."
            );
        }

        var mark = new StoreMark
        {
            Id = StoreMark.TheOne,
            Form = StoreForm.Current,
            BackupAt = header.At,
            IsIncomplete = true,
        };
        var count = await new Restore(store, module.RestoreRules).RunAsync(
            mark,
            documents,
            provider.GetRequiredService<TimeProvider>(),
            CancellationToken.None
        );
        return await CommandFile.EndAsync(
            0,
            $"{count} documents of {module.Name}, as of {mark.BackupAt:u}. What was done since is looked for before it is done."
        );
    }

    private static string? Problem(BackupHeader header, ServiceModule module, StoreProvider provider) =>
        header switch
        {
            _ when header.Service != module.Name => $"is a backup of {header.Service}, not of {module.Name}.",
            _ when header.Provider != provider =>
                $"comes from {header.Provider}, and this store is {provider}: set Store:Provider to {header.Provider}.",
            _ when header.Form > StoreForm.Current =>
                $"was made by {header.Version}: its documents have form {header.Form}, and this version knows forms up to {StoreForm.Current}. Restore it with that version.",
            _ => null,
        };

    private static Task<int> EndAsync(string text) => CommandFile.EndAsync(ServiceHost.BrokenSetting, text);
}
