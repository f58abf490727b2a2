using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_the_settings_of_a_connection_are_read
{
    [Theory]
    [InlineData("Address", null, "Warehouses:acme-bergen:Address is missing")]
    [InlineData("Address", "bergen", "is not an http(s) address")]
    [InlineData("AccountWebAddress", "", "AccountWebAddress is missing")]
    [InlineData("ApiUsername", "", "ApiUsername is missing")]
    [InlineData("ApiPassword", "", "ApiPassword is missing")]
    [InlineData("Warehouse", "Mars", "is \"Mars\": set one of BERGEN LOGISTICS NJ, ")]
    [InlineData("PaymentTerms", "later", "set one of PENDING, NET")]
    [InlineData("BillingOption", "later", "set one of FREIGHT COLLECT, THIRD PARTY")]
    [InlineData("TimeZone", "Mars/Olympus", "no known time zone")]
    [InlineData("Timeout", "soon", "Timeout is \"soon\"")]
    [InlineData("MaxAddressLength", "0", "set a whole number from 5")]
    public void Should_say_which_setting_is_broken(string key, string? value, string words)
    {
        var problem = Assert.Throws<SettingException>(() => Warehouses.Configure((key, value)));

        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void Should_send_enumerations_exactly_as_the_service_spells_them()
    {
        var settings = Warehouses.Configure(
            ("BillingOption", "freight collect"),
            ("PaymentTerms", "net"),
            ("Warehouse", "bergen logistics can"),
            ("AccountWebAddress", "https://www.acmecorp.atworkweb.com/")
        );

        Assert.Equal("FREIGHT COLLECT ", settings.Ticket.BillingOption);
        Assert.Equal("NET", settings.Ticket.PaymentTerms);
        Assert.Equal("BERGEN LOGISTICS CAN", settings.Ticket.Warehouse);
        Assert.Equal("www.acmecorp.atworkweb.com", settings.AccountWebAddress);
    }
}
