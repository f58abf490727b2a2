using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>
/// A RabbitMQ broker of the tests' own, which they may stop and kill: a container where an engine answers, else a node that is started
/// from the program on this machine.
/// </summary>
public abstract class Broker : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Where its clients connect; it stays the same over stops and starts.</summary>
    public abstract Uri Address { get; }

    /// <summary>Starts a broker and waits until it takes connections.</summary>
    public static async Task<Broker> StartNewAsync()
    {
        var (container, reason) = await ContainerEngine.TryStartAsync(BrokerContainer.Build);
        Broker broker = container is null ? new BrokerNode() : new BrokerContainer(container);
        // tests/run repeats this line at its end.
        Console.WriteLine(
            $"Broker specs: {(container is null ? $"a private node ({reason})" : container.Image.FullName)}"
        );
        try
        {
            await broker.StartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts nodes from the program on this machine, which are one broker: what is replicated is on several of them.</summary>
    public static async Task<IReadOnlyList<Broker>> StartClusterAsync(int count)
    {
        var first = new BrokerNode();
        List<Broker> nodes = [first, .. Enumerable.Range(1, count - 1).Select(_ => new BrokerNode(first))];
        try
        {
            // Each joins the ones before it.
            foreach (var node in nodes)
            {
                await node.StartAsync();
            }

            return nodes;
        }
        catch
        {
            await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
            throw;
        }
    }

    /// <summary>Starts it (again) and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        await BeginAsync();
        await Wait.UntilAsync(
            async () =>
                HasExited
                    ? throw new InvalidOperationException($"The broker does not start:\n{await LogsAsync()}")
                    : await AnswersAsync(),
            StartTimeout,
            async () => $"the broker:\n{await LogsAsync()}"
        );
    }

    /// <summary>Stops it in good order, as maintenance does; what is durable stays.</summary>
    public abstract Task StopAsync();

    /// <summary>Ends it as a crash would.</summary>
    public abstract Task KillAsync();

    /// <summary>Holds it where it is, as a machine does that is suspended: its connections stay open and nothing answers.</summary>
    public abstract Task SuspendAsync();

    /// <summary>Lets it go on.</summary>
    public abstract Task ResumeAsync();

    /// <summary>
    /// Has it write down which log is whose. RabbitMQ does so a few seconds late: killed in between, it comes back with queues that have no
    /// leader and never get one (docs/decisions/queues.md). Stopping in good order writes it down as well.
    /// </summary>
    public Task WriteDownAsync() => ControlAsync("eval", "lists:foreach(fun dets:sync/1, dets:all()).");

    public abstract ValueTask DisposeAsync();

    /// <summary>The processor time that it has used so far; null where it is in a container.</summary>
    public virtual TimeSpan? ProcessorTime => null;

    /// <summary>True once it has ended unasked: waiting for it is then in vain.</summary>
    protected virtual bool HasExited => false;

    /// <summary>Starts it, unless it runs.</summary>
    protected abstract Task BeginAsync();

    /// <summary>Runs <c>rabbitmqctl</c> on it.</summary>
    /// <exception cref="InvalidOperationException">It refuses.</exception>
    protected abstract Task ControlAsync(params string[] arguments);

    protected abstract Task<string> LogsAsync();

    /// <summary>A node that works greets anyone who says which protocol he speaks: with a method frame, which begins with 1.</summary>
    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.ConnectAsync(Address.Host, Address.Port, timeout.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), timeout.Token);
            var first = new byte[1];
            return await stream.ReadAsync(first, timeout.Token) == 1 && first[0] == 1;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
