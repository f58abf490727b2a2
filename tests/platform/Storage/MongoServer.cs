using Crossdock.Platform.Tests.Storage;
using Crossdock.TestSupport;
using Testcontainers.MongoDb;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Crossdock.Platform.Tests.Storage;

/// <summary>
/// The MongoDB server of these specs: the one that <c>CROSSDOCK_TEST_MONGODB</c> names (a connection string), else a container where
/// an engine answers, else a stand-in that speaks the wire protocol in front of documents in memory.
/// </summary>
public sealed class MongoServer : IAsyncLifetime
{
    // As in docker-compose.yml.
    private const string Image = "mongo:8.0.17";
    private const string StandIn = "tests/support/mongo-stand-in/mongo_stand_in.py";
    private const string DebianPython = "/usr/bin/python3";
    private MongoDbContainer? container;
    private ChildProcess? standIn;

    /// <summary>Its connection string.</summary>
    public static string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (Address, var server) = await StartAsync();
        // tests/run repeats this line at its end.
        Console.WriteLine($"MongoDB specs: {server}");
    }

    public async ValueTask DisposeAsync()
    {
        await (container?.DisposeAsync() ?? default);
        await (standIn?.DisposeAsync() ?? default);
    }

    private async Task<(string Address, string Server)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CROSSDOCK_TEST_MONGODB") is { Length: > 0 } given)
        {
            return (given, "the server of CROSSDOCK_TEST_MONGODB");
        }

        (container, var reason) = await ContainerEngine.TryStartAsync(() => new MongoDbBuilder(Image).Build());
        return container is null
            ? (await StartStandInAsync(), $"a wire-level stand-in (no server given, {reason})")
            : (container.GetConnectionString(), Image);
    }

    private async Task<string> StartStandInAsync()
    {
        const string Ready = "listening on ";
        // Its libraries are Debian's, for Debian's Python.
        standIn = ChildProcess.Start(
            File.Exists(DebianPython) ? DebianPython : "python3",
            [Path.Combine(Repository.Root, StandIn)],
            []
        );
        await Wait.UntilAsync(
            () => Task.FromResult(standIn.HasExited || ReadyLine() is not null),
            Wait.Timeout,
            () => $"the stand-in:\n{standIn.Output}"
        );
        return ReadyLine() is { } line
            ? $"mongodb://{line[Ready.Length..]}"
            : throw new InvalidOperationException(
                $"The stand-in for MongoDB does not start; it needs python3-mockupdb and python3-mongomock:\n{standIn.Output}"
            );

        string? ReadyLine() => standIn.Lines.FirstOrDefault(l => l.StartsWith(Ready, StringComparison.Ordinal));
    }
}
