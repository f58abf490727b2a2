using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public sealed class When_things_go_wrong_at_the_sandbox : SandboxSpecs
{
    [Theory]
    [InlineData("drop", true)]
    [InlineData("cut", true)]
    [InlineData("timeout-after", true)]
    [InlineData("timeout-before", false)]
    [InlineData("html", false)]
    [InlineData("500", false)]
    public async Task Should_be_unclear_after_a_lost_answer_and_find_out_then(string fault, bool isThere)
    {
        await FaultAsync("bergen PickTicketAdd", fault);

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Warehouse.SubmitAsync(Delivery(), Cancellation)
        );

        Assert.Equal(ConnectionProblem.Unclear, problem.Problem);
        Assert.Equal(isThere, await Warehouse.FindAsync("X1042", Cancellation) is not null);
    }

    [Fact]
    public async Task Should_get_over_a_stale_token()
    {
        await Warehouse.TestAsync(Cancellation);
        await FaultAsync("bergen PickTicketAdd", "stale-token");

        Assert.Equal(new Submission.Pending(), await Warehouse.SubmitAsync(Delivery(), Cancellation));
    }

    [Fact]
    public async Task Should_choose_one_of_a_double_and_be_loud_about_it()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        await Warehouse.SubmitAsync(Delivery(), Cancellation);

        await WaitAsync(async () =>
        {
            await Warehouse.FindAsync("X1042", Cancellation);
            return Logger.Lines.FirstOrDefault(line =>
                line.StartsWith("Error BergenDeliveryDoubled", StringComparison.Ordinal)
            );
        });
        Assert.IsType<Submission.Accepted>(await Warehouse.FindAsync("X1042", Cancellation));
    }

    [Fact]
    public async Task Should_test_itself_and_know_wrong_credentials_and_a_wrong_path()
    {
        Assert.Contains("Signed in", await Warehouse.TestAsync(Cancellation));

        Assert.Equal(
            ConnectionProblem.Credentials,
            (
                await Assert.ThrowsAsync<ConnectionProblemException>(() => Create("wrong").TestAsync(Cancellation))
            ).Problem
        );
        Assert.Equal(
            ConnectionProblem.WrongAddress,
            (
                await Assert.ThrowsAsync<ConnectionProblemException>(() =>
                    Create("wrong", "/nowhere.asmx").TestAsync(Cancellation)
                )
            ).Problem
        );
    }
}
