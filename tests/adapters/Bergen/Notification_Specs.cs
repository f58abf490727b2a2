using Crossdock.Adapters.Bergen;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_the_service_complains
{
    [Fact]
    public void Should_say_it_in_a_sentence_that_can_be_acted_on()
    {
        var words = NotificationSentences.Of([
            new(10, "StateError", "State for ShipToAddress is required for USA"),
            new(56, "ShipViaError", "PickTicket/ShipVia is not valid"),
            new(56, "ShipViaError", "PickTicket/ShipVia is not valid"),
        ]);

        Assert.Equal(
            "Bergen says: State for ShipToAddress is required for USA (code 10). Add the state to the ship-to address and send it again. "
                + "Bergen says: PickTicket/ShipVia is not valid (code 56). Map the ship method to a carrier (ShipVia) that Bergen knows.",
            words
        );
    }

    [Fact]
    public void Should_name_the_item_that_it_counts() =>
        Assert.Contains(
            "UPC[item 2] is not valid (item code B)",
            NotificationSentences.Of(
                [new(99, "UpcError", "UPC[item 2] is not valid")],
                Samples.Delivery with
                {
                    Items = [.. new[] { "A", "B" }.Select(code => Samples.Delivery.Items[0] with { ItemCode = code })],
                }
            )
        );

    [Fact]
    public void Should_bound_what_it_says() =>
        Assert.InRange(NotificationSentences.Of([new(1, "Error", new('x', 100_000))]).Length, 1, 500);

    [Theory]
    [InlineData("AuthenticationError", "Authentication failed", true)]
    [InlineData("Error", "Invalid authentication string", true)]
    [InlineData("Error", "Token expired", true)]
    [InlineData("Error", "PickTicket/AuthorizationNumber is not valid", false)]
    public void Should_know_a_stale_token(string severity, string message, bool isStale) =>
        Assert.Equal(isStale, new Notification(1, severity, message).IsAuthentication);

    [Theory]
    [InlineData(45, "PickTicketError", "PickTicket does not exist", true)]
    [InlineData(83, "BarCodeError", "BarCode doesn't exist", true)]
    [InlineData(45, "PickTicketError", "PickTicket can not be cancelled", false)]
    [InlineData(9, "UpcCodeError", "UPC 012345678905 does not exist", false)]
    [InlineData(9, "Error", "User does not exist", false)]
    [InlineData(56, "ShipViaError", "PickTicket/ShipVia is not valid", false)]
    public void Should_know_that_a_ticket_is_not_there(int code, string severity, string message, bool isNotThere) =>
        Assert.Equal(isNotThere, new Notification(code, severity, message).SaysNotThere);
}
