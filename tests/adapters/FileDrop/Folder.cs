using Crossdock.Adapters;
using Crossdock.Conformance;
using Crossdock.TestSupport;

namespace Crossdock.FileDrop.Tests;

/// <summary>A folder of its own for a spec, and an adapter that works with it.</summary>
public abstract class FolderHarness<TSystem> : IAsyncDisposable
    where TSystem : class, IExternalSystem
{
    private readonly string root = Directory.CreateTempSubdirectory("crossdock-").FullName;

    /// <summary>A file system is there or not.</summary>
    public static IReadOnlyList<Fault> Faults => [Fault.Gone];

    /// <summary>Nobody signs in to a folder.</summary>
    public static IReadOnlyList<InvalidConfiguration> InvalidConfigurations =>
        [InvalidConfiguration.WrongAddress, InvalidConfiguration.ServiceDown];

    public static bool MakesCalls => false;

    public RecordingLogger Logger { get; } = new();

    public Func<Task>? BeforeEachCall { get; set; }

    public IReadOnlyList<string> Secrets => [];

    public TSystem Adapter { get; private set; } = null!;

    /// <summary>The folder that is shared with the adapter.</summary>
    public string Folder => Path.Combine(root, "drop");

    private string Away => Path.Combine(root, "away");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        await StartAsync();
        Renew();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    public void Renew() => Adapter = Create(Folder);

    public Task BreakAsync(Fault fault, bool once)
    {
        Directory.Move(Folder, Away);
        return Task.CompletedTask;
    }

    public Task MendAsync()
    {
        if (Directory.Exists(Away))
        {
            Directory.Move(Away, Folder);
        }

        return Task.CompletedTask;
    }

    public TSystem With(InvalidConfiguration configuration)
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "I am no folder.");
        return Create(configuration == InvalidConfiguration.WrongAddress ? file : Path.Combine(root, "missing"));
    }

    public Task DropAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text);

    private protected virtual Task StartAsync() => Task.CompletedTask;

    private protected abstract TSystem Create(string folder);
}
