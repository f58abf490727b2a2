namespace Crossdock.AllInOne.Tests;

public sealed class When_the_command_line_is_read
{
    [Fact]
    public void Should_ask_for_nothing_when_it_is_empty() => Assert.Equal(new Options(), Options.Parse([]));

    [Fact]
    public void Should_understand_every_word_of_its_help()
    {
        var options = Options.Parse([
            "--once",
            "--orders",
            "12",
            "--seed",
            "7",
            "--data",
            "here",
            "--port",
            "6000",
            "--rate-limit",
            "--faults",
            "all",
            "--transport",
            "memory",
        ]);

        Assert.Equal(
            new Options
            {
                Once = true,
                Orders = 12,
                Seed = 7,
                Data = "here",
                Port = 6000,
                RateLimit = true,
                Faults = true,
            },
            options
        );
    }

    [Theory]
    [InlineData("--rabbitmq", "amqp://localhost")]
    [InlineData("--rabbitmq", "amqp://localhost", "--transport", "rabbitmq")]
    public void Should_take_a_broker(params string[] args)
    {
        var options = Options.Parse(args);

        Assert.Equal((true, "amqp://localhost"), (options.RabbitMq, options.Broker));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Should_show_its_help(string word) => Assert.True(Options.Parse([word]).ShowHelp);

    [Fact]
    public void Should_show_its_version() => Assert.True(Options.Parse(["--version"]).ShowVersion);

    [Fact]
    public void Should_say_of_each_option_what_it_does() =>
        Assert.All(
            (string[])
                [
                    "--once",
                    "--orders",
                    "--seed",
                    "--data",
                    "--port",
                    "--rate-limit",
                    "--faults",
                    "--transport",
                    "--rabbitmq",
                ],
            word => Assert.Contains(word, Options.Help, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("--ordres is not known: see --help", "--ordres", "5")]
    [InlineData("--orders is followed by nothing: add a number", "--orders")]
    [InlineData("--orders is 0: set a whole number from 1 to 100000", "--orders", "0")]
    [InlineData("--orders is 1e3: set a whole number from 1 to 100000", "--orders", "1e3")]
    [InlineData("--orders is -5: set a whole number from 1 to 100000", "--orders", "-5")]
    [InlineData("--port is 65535: set a whole number from 1 to 65534", "--port", "65535")]
    [InlineData("--data is followed by nothing: add a folder", "--data")]
    [InlineData("--faults is some: set all", "--faults", "some")]
    [InlineData("--transport is pigeon: set memory or rabbitmq", "--transport", "pigeon")]
    [InlineData("--transport is followed by nothing: add memory or rabbitmq", "--transport")]
    [InlineData(
        "--transport rabbitmq needs a broker: add --rabbitmq amqp://user:password@host:5672",
        "--transport",
        "rabbitmq"
    )]
    public void Should_say_what_is_wrong_and_what_to_write(string message, params string[] args) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Options.Parse(args)).Message);
}
