using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>All services and the external systems in one process: what kills the hub kills them as well.</summary>
internal sealed class AllInOneHub : ChaosHub
{
    private readonly HttpClient sandbox = new() { Timeout = Wait.Timeout };
    private readonly List<Replica> replicas = [];

    public AllInOneHub() => Disk = new StoreDisk(DataFolder);

    public override Topology Topology => Topology.AllInOne;
    public override HttpClient Sandbox => sandbox;
    public override StoreDisk Disk { get; }
    public override IReadOnlyList<Replica> Replicas => replicas;
    protected override HttpClient Router => replicas[0].Process.Http;

    public override async Task StartAsync(Options options)
    {
        var port = TwoPorts();
        sandbox.BaseAddress = new Uri($"http://127.0.0.1:{port + 1}/");
        // It places an order itself; the others come one after the other.
        string[] words = ["--data", DataFolder, "--port", Text(port), "--orders", "1", "--seed", Text(options.Seed)];
        var process = new ServiceProcess("all-in-one", "Crossdock.AllInOne", [], port, words);
        replicas.Add(new Replica("all-in-one", process, options.Logs));
        replicas[0].Start();
        await ReadyAsync();
        await Wait.UntilAsync(() => File.Exists(KeyFile), "the operator's key");
        await process.AnswersAsync("/health/live", HttpStatusCode.OK);
        var header = await File.ReadAllTextAsync(KeyFile);
        Router.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header.Split(": ")[1].Trim());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        sandbox.Dispose();
    }

    private string KeyFile => Path.Combine(DataFolder, "key");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first of two ports in a row: the sandbox takes the one after the hub's.</summary>
    private static int TwoPorts()
    {
        var ports = FreePort.Find(20);
        return ports.First(port => ports.Contains(port + 1));
    }
}
