using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.OrderRouter.Tests.Alerts;

public sealed class When_an_alert_destination_is_set
{
    [Theory]
    [InlineData("Kind", "Email", "Kind=Email;Host=mail;From=a@example.com;To:0=b@example.com")]
    [InlineData("Kind", "Webhook", "Kind=Webhook;Address=https://example.com/;Secret=0123456789abcdef")]
    [InlineData("Kind", "Slack", "Kind=Slack;Address=https://example.com/;Kinds:0=route_missing")]
    public void Should_take_one_that_is_complete(string setting, string value, string settings) =>
        Assert.Equal(value, Read(settings)[setting]);

    [Theory]
    [InlineData("ops:Kind", "Host=mail")]
    [InlineData("ops:Kind", "Kind=Pigeon")]
    [InlineData("ops:Host", "Kind=Email;From=a@example.com;To:0=b@example.com")]
    [InlineData("ops:From", "Kind=Email;Host=mail;From=nobody at home;To:0=b@example.com")]
    [InlineData("ops:To:0", "Kind=Email;Host=mail;From=a@example.com")]
    [InlineData("ops:Port", "Kind=Email;Host=mail;From=a@example.com;To:0=b@example.com;Port=0")]
    [InlineData("ops:Password", "Kind=Email;Host=mail;From=a@example.com;To:0=b@example.com;UserName=me")]
    [InlineData("ops:Address", "Kind=Slack")]
    [InlineData("ops:Address", "Kind=Teams;Address=ftp://example.com")]
    [InlineData("ops:Secret", "Kind=Webhook;Address=https://example.com;Secret=short")]
    [InlineData("ops:Kinds", "Kind=Slack;Address=https://example.com;Kinds:0=everything")]
    [InlineData("ops:Kinds", "Kind=Slack;Address=https://example.com;AtOnce:0=everything")]
    [InlineData("ops:DigestInterval", "Kind=Slack;Address=https://example.com;DigestInterval=00:00:00")]
    public void Should_refuse_one_that_is_not_and_name_the_setting(string setting, string settings)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(settings));

        Assert.EndsWith(setting, refusal.Setting, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfigurationSection Read(string settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .Split(';')
                    .Select(one => one.Split('=', 2))
                    .Select(one => KeyValuePair.Create($"Alerts:Destinations:ops:{one[0]}", (string?)one[1]))
            )
            .Build();
        new OrderRouterModule().AddServices(new ServiceCollection(), configuration);
        return configuration.GetSection("Alerts:Destinations:ops");
    }
}
