namespace Crossdock.Adapters.Abstractions.Tests;

public sealed class When_a_tracking_number_is_read
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("NONE")]
    [InlineData("Pending")]
    [InlineData("TBD")]
    [InlineData("no tracking")]
    [InlineData("Not available")]
    [InlineData("000000")]
    [InlineData("xxxx")]
    [InlineData("N/A, N/A")]
    [InlineData("N / A")]
    [InlineData("none yet")]
    [InlineData("Not shipped")]
    [InlineData("to follow")]
    [InlineData("Customer pickup")]
    [InlineData("see notes; by courier")]
    [InlineData("k.A.")]
    [InlineData("未定")]
    [InlineData("0")]
    [InlineData("00-00-00")]
    public void Should_find_none_in_a_word_for_none(string? text) => Assert.Empty(TrackingNumbers.In(text));

    [Theory]
    [InlineData("1Z1", "1Z1")]
    [InlineData(" 1ZAAA0000000000001 ", "1ZAAA0000000000001")]
    [InlineData("1Z AAA 000 01 0000 0001", "1Z AAA 000 01 0000 0001")]
    [InlineData("AB/12", "AB/12")]
    [InlineData("1ZAAA0000000000001, 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001;1ZAAA0000000000002;", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001 / 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001\n1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001 and 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001\r\n1ZAAA0000000000002\r\n", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001\u00A01ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001\u20281ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData(
        "1ZAAA0000000000001，1ZAAA0000000000002、1ZAAA0000000000003",
        "1ZAAA0000000000001",
        "1ZAAA0000000000002",
        "1ZAAA0000000000003"
    )]
    [InlineData("1ZAAA0000000000001 AND 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    [InlineData("1ZAAA0000000000001;pending", "1ZAAA0000000000001")]
    [InlineData("1ZAAA0000000000001, 1zaaa0000000000001, N/A", "1ZAAA0000000000001")]
    public void Should_find_each_number_once(string text, params string[] numbers) =>
        Assert.Equal(numbers, TrackingNumbers.In(text));
}
