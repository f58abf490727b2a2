using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Platform.Tests.Hosting;

public sealed class When_a_password_is_one_for_development
{
    private const string Password = "development-only-rabbitmq";

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Should_be_refused_in_any_other_environment(string environment)
    {
        var refusal = Assert.Throws<SettingException>(() => Refuse("Bus:Password", Password, environment));

        Assert.Equal(
            $"Bus:Password is a password for development, and the environment is {environment}: "
                + "set one of your own, or DOTNET_ENVIRONMENT=Development where nobody else has access",
            refusal.Message
        );
    }

    [Fact]
    public void Should_be_found_within_an_address() =>
        Assert.Throws<SettingException>(() =>
            Refuse("Bus:RabbitMq", $"amqp://crossdock:{Password}@rabbitmq", "Production")
        );

    [Fact]
    public void Should_be_accepted_in_development() => Refuse("Bus:Password", Password, "Development");

    [Fact]
    public void Should_not_concern_a_variable_that_is_no_setting() =>
        Refuse("RABBITMQ_PASSWORD", Password, "Production");

    private static void Refuse(string name, string value, string environment)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)])
            .Build();
        DevelopmentPasswords.Refuse(configuration, new InEnvironment { EnvironmentName = environment });
    }

    private sealed class InEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
