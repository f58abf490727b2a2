using Crossdock.Platform.Tests.Storage;
using DotNet.Testcontainers.Builders;
using Testcontainers.MongoDb;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Crossdock.Platform.Tests.Storage;

/// <summary>
/// The MongoDB server of these specs: the one that <c>CROSSDOCK_TEST_MONGODB</c> names (a connection string), else a container of
/// their own, else none.
/// </summary>
public sealed class MongoServer : IAsyncLifetime
{
    /// <summary>Its connection string; empty or null where there is none.</summary>
    public static string? Address { get; private set; } = Environment.GetEnvironmentVariable("CROSSDOCK_TEST_MONGODB");

    // As in docker-compose.yml.
    private const string Image = "mongo:8.0.17";
    private MongoDbContainer? container;

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(Address))
        {
            return;
        }

        try
        {
            container = new MongoDbBuilder(Image).Build();
            await container.StartAsync();
            Address = container.GetConnectionString();
        }
        catch (DockerUnavailableException)
        {
            // No engine here: the specs that need a server say that they were skipped.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null)
        {
            await container.DisposeAsync();
        }
    }
}
