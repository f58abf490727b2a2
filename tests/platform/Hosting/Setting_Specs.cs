using Crossdock.Adapters;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Tests.Hosting;

public sealed class When_a_setting_is_broken
{
    [Theory]
    [InlineData(null, 32, 16, "Bus:RabbitMq is missing: set amqp://")]
    [InlineData("http://localhost", 32, 16, "Bus:RabbitMq is not a broker's address: set amqp://")]
    [InlineData("amqp://localhost", 0, 16, "Bus:Prefetch is 0: set a whole number from 1 to 1000")]
    [InlineData("amqp://localhost", 1001, 16, "Bus:Prefetch is 1001: set")]
    [InlineData("amqp://localhost", 8, 9, "Bus:Concurrency is 9: set a whole number from 1 to Bus:Prefetch")]
    [InlineData("amqp://localhost", 8, 0, "Bus:Concurrency is 0: set")]
    public void Should_name_what_is_wrong_with_the_bus(string? broker, int prefetch, int concurrency, string message)
    {
        var options = new BusOptions
        {
            RabbitMq = broker is null ? null : new Uri(broker),
            Prefetch = prefetch,
            Concurrency = concurrency,
        };

        AssertPublishes(message, options.Check);
    }

    [Theory]
    [InlineData("amqp://guest:1/2@localhost")]
    [InlineData("amqp://localhost/#")]
    public void Should_not_take_a_password_that_ends_within_the_address(string broker) =>
        AssertPublishes(
            "Bus:RabbitMq has a password with @, /, ? or #, which ends it: leave user and password out of the address",
            new BusOptions { RabbitMq = new Uri(broker) }.Check
        );

    [Theory]
    [InlineData("rabbitmq-1:56x")]
    [InlineData("amqp://rabbitmq-1")]
    [InlineData("")]
    public void Should_name_what_is_no_node_of_the_broker(string node) =>
        AssertPublishes(
            $"Bus:Nodes has \"{node}\", which is no node: write each as rabbitmq-1",
            new BusOptions { RabbitMq = new Uri("amqp://rabbitmq"), Nodes = ["rabbitmq-1:5672", node] }.Check
        );

    [Theory]
    [InlineData("Work:Leese", "Work:Leese is no setting: remove it, or write Work:Lease if you mean that")]
    [InlineData("Work:Lease:Most", "Work:Lease:Most is no setting")]
    public void Should_refuse_a_name_that_nothing_reads(string name, string message) =>
        AssertPublishes(message, () => ServiceHost.Read<WorkOptions>(Configuration((name, "00:01:00")), "Work"));

    [Fact]
    public void Should_not_repeat_a_value_that_cannot_be_read() =>
        AssertPublishes(
            "Bus:RabbitMq has a value that cannot be read: correct it",
            () => ServiceHost.Read<BusOptions>(Configuration(("Bus:RabbitMq", "amqp://guest:pa#ss@localhost")), "Bus")
        );

    [Fact]
    public async Task Should_say_in_one_line_that_an_address_is_in_use()
    {
        using var data = new TemporaryFolder();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await using var service = new ServiceProcess(
            "order-router",
            "Crossdock.OrderRouter",
            new Dictionary<string, string>
            {
                ["Bus:Transport"] = "InMemory",
                ["Store:Directory"] = data.Path,
                ["Kestrel:Endpoints:Http:Url"] = $"http://127.0.0.1:{port}",
            }
        );
        service.Start();

        Assert.Equal(2, await service.EndedAsync());
        Assert.Contains("address already in use. Stop what uses it", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_need_no_broker_in_memory() => new BusOptions { Transport = BusTransport.InMemory }.Check();

    [Fact]
    public void Should_name_the_section_of_a_value_that_cannot_be_read() =>
        AssertPublishes(
            "Work:Lease has a value that cannot be read",
            () => ServiceHost.Read<WorkOptions>(Configuration(("Work:Lease", "long")), "Work")
        );

    [Theory]
    [InlineData("order-router", "Crossdock.OrderRouter", "Bus:RabbitMq", "")]
    [InlineData("cart-adapter", "Crossdock.CartAdapter", "Carts:acme:Kind", "Shopfront")]
    [InlineData("wms-adapter", "Crossdock.WmsAdapter", "Work:PollInterval", "often")]
    public async Task Should_end_the_start_with_one_line_and_exit_code_2(
        string folder,
        string assembly,
        string setting,
        string value
    )
    {
        using var data = new TemporaryFolder();
        await using var service = new ServiceProcess(
            folder,
            assembly,
            new Dictionary<string, string>
            {
                ["Bus:RabbitMq"] = "amqp://127.0.0.1:1",
                ["Store:Directory"] = data.Path,
                [setting] = value,
            }
        );
        service.Start();

        Assert.Equal(2, await service.EndedAsync());
        Assert.StartsWith(setting.Split(':')[0], service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', service.Output);
    }

    private static void AssertPublishes(string message, Action action)
    {
        var refusal = Assert.Throws<SettingException>(action);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)))
            .Build();
}
