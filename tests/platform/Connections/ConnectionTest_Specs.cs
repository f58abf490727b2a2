using Crossdock.Adapters;
using Crossdock.Platform.Api;

namespace Crossdock.Platform.Tests.Connections;

public sealed class When_a_connection_is_tested
{
    [Theory]
    [InlineData(ConnectionProblem.Unreachable, false, null, null)]
    [InlineData(ConnectionProblem.WrongAddress, false, null, null)]
    [InlineData(ConnectionProblem.Credentials, true, false, null)]
    [InlineData(ConnectionProblem.Down, true, null, null)]
    [InlineData(ConnectionProblem.Throttled, true, null, null)]
    [InlineData(ConnectionProblem.Refused, true, true, false)]
    public async Task Should_say_how_far_it_came(ConnectionProblem problem, bool? reached, bool? signedIn, bool? read)
    {
        var external = new External(() => throw new ConnectionProblemException(problem, "what to do"));

        Assert.Equal(
            new ConnectionTest(false, reached, signedIn, read, "what to do"),
            await ConnectionTest.RunAsync(external, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Should_say_what_was_reached() =>
        Assert.Equal(
            new ConnectionTest(true, true, true, true, "Acme Ltd"),
            await ConnectionTest.RunAsync(new External(() => "Acme Ltd"), TestContext.Current.CancellationToken)
        );

    private sealed class External(Func<string> test) : IExternalSystem
    {
        public Task<string> TestAsync(CancellationToken cancellationToken) => Task.FromResult(test());
    }
}
