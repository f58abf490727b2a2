using Crossdock.Platform.Observability;

namespace Crossdock.Platform.Tests.Observability;

public sealed class When_a_call_is_kept
{
    [Theory]
    [InlineData("""{"access_token": "abc", "name": "Ada"}""", """{"access_token": "********", "name": "Ada"}""")]
    [InlineData("""{"clientSecret":"a\"b"}""", """{"clientSecret":"********"}""")]
    [InlineData("""{"refresh_token":"cut off in the mid""", "{\"refresh_token\":\"********\"")]
    [InlineData("<a><ApiPassword>x y</ApiPassword><b>1</b></a>", "<a><ApiPassword>********</ApiPassword><b>1</b></a>")]
    [InlineData("<s:AuthenticationString id=\"1\">x", "<s:AuthenticationString id=\"1\">********")]
    [InlineData("grant_type=code&client_secret=x%20y&code=z", "grant_type=code&client_secret=********&code=********")]
    [InlineData("https://a.example/x?sku=TEE&token=abc", "https://a.example/x?sku=TEE&token=********")]
    [InlineData("https://a.example/x?item_code=TEE", "https://a.example/x?item_code=TEE")]
    public void Should_mask_a_secret_by_the_name_of_what_holds_it(string text, string expected) =>
        Assert.Equal(expected, SecretMask.Apply(text, []));

    [Fact]
    public void Should_mask_a_known_secret_wherever_it_is() =>
        Assert.Equal(
            "<x>********</x> ******** at",
            SecretMask.Apply("<x>pass word</x> pass%20word at", ["pass word", "a"])
        );
}
