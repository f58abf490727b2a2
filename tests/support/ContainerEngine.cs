using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace Crossdock.TestSupport;

/// <summary>This machine's container engine, where one answers.</summary>
public static class ContainerEngine
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);
    private static readonly Lazy<Task<IDockerClient?>> Client = new(ConnectAsync);

    /// <summary>Starts a container, and disposes it where it does not start.</summary>
    /// <param name="build">Builds it; called only where an engine answers.</param>
    /// <returns>The container, or null and why there is none.</returns>
    public static async Task<(T? Container, string Reason)> TryStartAsync<T>(Func<T> build)
        where T : class, IContainer
    {
        if (await Client.Value is null)
        {
            return (null, "no container engine");
        }

        var container = build();
        try
        {
            await container.StartAsync();
            return (container, "");
        }
        catch (Exception e)
        {
            // For example an engine that cannot pull the image: the tests have another way.
            await container.DisposeAsync();
            return (
                null,
                $"the container engine does not start {container.Image.FullName}: {e.Message.ReplaceLineEndings(" ")}"
            );
        }
    }

    /// <summary>Ends a container as a crash would (SIGKILL); it can be started again.</summary>
    public static async Task KillAsync(IContainer container) =>
        await (await Client.Value)!.Containers.KillContainerAsync(
            container.Id,
            new ContainerKillParameters { Signal = "SIGKILL" }
        );

    private static async Task<IDockerClient?> ConnectAsync()
    {
        try
        {
            return await Task.Run(PingAsync).WaitAsync(AnswerTimeout);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static async Task<IDockerClient?> PingAsync()
    {
        // Null where Testcontainers finds no engine that answers.
        var client = TestcontainersSettings.OS.DockerEndpointAuthConfig?.GetDockerClientBuilder(Guid.Empty).Build();
        await (client?.System.PingAsync() ?? Task.CompletedTask);
        return client;
    }
}
