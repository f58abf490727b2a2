using DotNet.Testcontainers.Containers;
using Testcontainers.RabbitMq;

namespace Crossdock.TestSupport;

internal sealed class BrokerContainer(RabbitMqContainer container) : Broker
{
    // As in docker-compose.yml.
    private const string Image = "rabbitmq:4.1.4-management";

    public override Uri Address { get; } = new(container.GetConnectionString());

    /// <summary>A container with a port of its own on this machine, which stays the same over stops and starts.</summary>
    public static RabbitMqContainer Build() =>
        new RabbitMqBuilder(Image).WithPortBinding(FreePort.Find(1)[0], RabbitMqBuilder.RabbitMqPort).Build();

    public override Task StopAsync() => container.StopAsync();

    public override Task KillAsync() => ContainerEngine.KillAsync(container);

    public override Task SuspendAsync() => container.PauseAsync();

    public override Task ResumeAsync() => container.UnpauseAsync();

    public override ValueTask DisposeAsync() => container.DisposeAsync();

    protected override Task BeginAsync() =>
        container.State is TestcontainersStates.Running ? Task.CompletedTask : container.StartAsync();

    protected override async Task ControlAsync(params string[] arguments)
    {
        var result = await container.ExecAsync(["rabbitmqctl", .. arguments]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl failed ({result.ExitCode}): {result.Stderr}");
        }
    }

    protected override async Task<string> LogsAsync()
    {
        var (output, errors) = await container.GetLogsAsync();
        return $"{output}\n{errors}";
    }
}
