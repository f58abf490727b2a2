using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>
/// <c>backup FILE</c>: writes all documents of the service's store to a new file, beside a service that runs or not; <c>backup -</c> writes
/// to the output, for containers.
/// </summary>
internal static class BackupCommand
{
    public const string Word = "backup";

    /// <summary>Read before what they have led to, so that no cursor is ahead of the documents.</summary>
    private const string Cursors = "polls";

    /// <returns>The exit code: 0; 1 where the store or the file fails; 2 where the command is not understood, or there is no such store.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, ServiceModule module)
    {
        if (CommandFile.Of(args) is not { } file)
        {
            return await CommandFile.EndAsync(
                ServiceHost.BrokenSetting,
                "backup FILE: a file that is not there yet, or - for the output."
            );
        }

        var options = ServiceHost.Read<StoreOptions>(configuration, "Store");
        if (KeysCommand.FolderWithout(module, options) is { } folder)
        {
            return await CommandFile.EndAsync(
                ServiceHost.BrokenSetting,
                $"There is no store of {module.Name} in {folder}: say where it is (--Store:Directory DIR)."
            );
        }

        if (File.Exists(file))
        {
            return await CommandFile.EndAsync(
                ServiceHost.BrokenSetting,
                $"{file} is there already: name another file, or delete it."
            );
        }

        await using var provider = KeysCommand.Provide(configuration, module);
        // A store of a later form is not backed up by a version that does not know it.
        await StoreForm.EnterAsync(
            provider.GetRequiredKeyedService<IDocuments<StoreMark>>(module.Name),
            CancellationToken.None
        );
        var store = provider.GetRequiredService<StoreContents>().Open(provider, module.Name);
        var header = new BackupHeader(
            module.Name,
            store.Provider,
            StoreForm.Current,
            Product.Version,
            provider.GetRequiredService<TimeProvider>().GetUtcNow()
        );
        await using var to = CommandFile.Create(file);
        var count = await BackupFile.WriteAsync(
            to,
            header,
            store.ReadAllAsync(Cursors, CancellationToken.None),
            CancellationToken.None
        );
        return await CommandFile.EndAsync(0, $"{count} documents of {module.Name}, as of {header.At:u}.");
    }
}
