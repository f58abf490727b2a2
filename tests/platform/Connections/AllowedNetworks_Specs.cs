using System.Net;
using Crossdock.Adapters;
using Crossdock.Platform.Connections;

namespace Crossdock.Platform.Tests.Connections;

public sealed class When_an_address_was_saved_through_the_api
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("93.184.216.34", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2606:2800:220:1::1", true)]
    public void Should_be_called_only_if_it_is_public(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AllowedNetworks([], isDevelopment: false).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.9.1.1", true)]
    [InlineData("::ffff:10.9.1.1", true)]
    [InlineData("10.8.1.1", false)]
    [InlineData("fd00::1", true)]
    public void Should_be_called_if_its_network_is_allowed(string address, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            new AllowedNetworks(["10.9.0.0/16", "fd00::/8"], isDevelopment: false).Allows(IPAddress.Parse(address))
        );

    [Fact]
    public void Should_be_called_wherever_it_is_in_development() =>
        Assert.True(new AllowedNetworks([], isDevelopment: true).Allows(IPAddress.Loopback));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("localhost")]
    public void Should_refuse_what_is_no_network(string text) =>
        Assert.Contains(
            text,
            Assert.Throws<SettingException>(() => new AllowedNetworks([text], isDevelopment: false)).Message,
            StringComparison.Ordinal
        );
}
