using System.Net;

namespace Crossdock.TestSupport;

/// <summary>One of our services as a process of its own, as it runs in production: its built program, settings from the environment.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly string program;
    private readonly string[] words;
    private readonly Dictionary<string, string> settings;
    private ChildProcess? process;

    /// <param name="folder">Below <c>services/</c>, for example <c>cart-adapter</c>.</param>
    /// <param name="assembly">For example <c>Crossdock.CartAdapter</c>.</param>
    /// <param name="settings">With colons, for example <c>Bus:Transport</c>.</param>
    /// <param name="port">Where it listens; null for a free one.</param>
    /// <param name="words">What its command line says.</param>
    public ServiceProcess(
        string folder,
        string assembly,
        IEnumerable<KeyValuePair<string, string>> settings,
        int? port = null,
        params string[] words
    )
    {
        this.words = words;
        Name = folder;
        program = Path.Combine(
            Repository.Root,
            "services",
            folder,
            "bin",
            Repository.Configuration,
            Repository.Framework,
            $"{assembly}.dll"
        );
        Address = new Uri($"http://127.0.0.1:{port ?? FreePort.Find(1)[0]}/");
        this.settings = settings.ToDictionary(
            s => s.Key.Replace(":", "__", StringComparison.Ordinal),
            s => s.Value,
            StringComparer.Ordinal
        );
        this.settings["URLS"] = Address.ToString();
        this.settings["DOTNET_gcServer"] = "0";
        // Counting calls for better code later costs a process that lives for seconds a fifth of its time.
        this.settings["DOTNET_TieredPGO"] = "0";
        Http = new HttpClient { BaseAddress = Address, Timeout = Wait.Timeout };
    }

    public string Name { get; }

    /// <summary>Where it listens; it stays the same when it is started again.</summary>
    public Uri Address { get; }

    /// <summary>Calls it.</summary>
    public HttpClient Http { get; }

    /// <summary>True once it has ended, unasked or not.</summary>
    public bool HasExited => process is { HasExited: true };

    /// <inheritdoc cref="ChildProcess.ProcessorTime"/>
    public TimeSpan ProcessorTime => process!.ProcessorTime;

    /// <inheritdoc cref="ChildProcess.Memory"/>
    public long Memory => process!.Memory;

    /// <summary>What the latest start of it has written.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Starts it; it need not be ready yet.</summary>
    public void Start() => process = ChildProcess.Start("dotnet", ["exec", program, .. words], settings);

    /// <summary>Makes a key by the service's own command, on its own store, and calls with it from now on.</summary>
    public async Task UnlockAsync()
    {
        var (code, output) = await CommandAsync("keys", "add", $"spec-{Guid.NewGuid():N}", "--role", "admin");
        var key = output.Split('\n').FirstOrDefault(l => l.StartsWith("xd.", StringComparison.Ordinal));
        Http.DefaultRequestHeaders.Authorization = key is null
            ? throw new InvalidOperationException($"{Name} makes no key ({code}):\n{output}")
            : new("Bearer", key.Trim());
    }

    /// <summary>Runs a command of its program with its settings, beside it.</summary>
    public async Task<(int Code, string Output)> CommandAsync(params string[] command)
    {
        await using var running = ChildProcess.Start("dotnet", ["exec", program, .. command], settings);
        return (await running.EndedAsync(), running.Output);
    }

    /// <summary>Waits until a endpoint of it answers with this status.</summary>
    public Task AnswersAsync(string endpoint, HttpStatusCode status) =>
        Wait.UntilAsync(
            async () =>
                process is not { HasExited: false }
                    ? throw new InvalidOperationException($"{Name} has ended:\n{Output}")
                    : await StatusAsync(endpoint) == status,
            Wait.Timeout,
            () => $"{status} from {Name}{endpoint}:\n{Output}"
        );

    /// <summary>Waits until it says that it is ready.</summary>
    public Task ReadyAsync() => AnswersAsync("/health/ready", HttpStatusCode.OK);

    /// <summary>What a endpoint of it says, whatever the status.</summary>
    public async Task<string> TextAsync(string endpoint)
    {
        using var answer = await Http.GetAsync(endpoint);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => process!.KillAsync();

    /// <summary>Stops it in good order.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => process!.StopAsync();

    /// <inheritdoc cref="ChildProcess.Suspend"/>
    public void Suspend() => process!.Suspend();

    /// <inheritdoc cref="ChildProcess.Resume"/>
    public void Resume() => process!.Resume();

    /// <summary>Waits for it to end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> EndedAsync() => process!.EndedAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    private async Task<HttpStatusCode?> StatusAsync(string endpoint)
    {
        try
        {
            using var answer = await Http.GetAsync(endpoint);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
