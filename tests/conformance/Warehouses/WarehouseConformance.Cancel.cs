using Crossdock.Adapters;

namespace Crossdock.Conformance.Warehouses;

public abstract partial class WarehouseConformance<THarness>
{
    [Fact]
    public async Task Should_cancel_what_has_not_left_and_say_so_again()
    {
        var number = await AcceptedAsync("D-1");

        Assert.Equal(new Cancellation.Done(), await Adapter.CancelAsync(number, Ct));
        Assert.Equal(new Cancellation.Done(), await Adapter.CancelAsync(number, Ct));

        Assert.True(Assert.Single(await Harness.RecordedAsync("D-1")).Canceled);
    }

    [Fact]
    public async Task Should_say_why_it_is_too_late_to_cancel()
    {
        var number = await AcceptedAsync("D-1");
        await Harness.ShipAsync(number, [Units(0, 3), Units(1, 1)]);

        var answer = await Adapter.CancelAsync(number, Ct);

        AssertSentence(Assert.IsType<Cancellation.TooLate>(answer).Reason);
        Assert.False(Assert.Single(await Harness.RecordedAsync("D-1")).Canceled);
    }

    [Fact]
    public async Task Should_say_that_it_has_nothing_to_cancel() =>
        Assert.Equal(new Cancellation.NotThere(), await Adapter.CancelAsync("NEVER-1", Ct));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Should_cancel_once_and_for_all_whichever_call_goes_wrong(Fault fault) =>
        StrikeEachCallAsync(fault, CancelOnceAsync);

    [Fact]
    public Task Should_cancel_once_and_for_all_whatever_something_in_between_answers() =>
        AnswerEachCallAsync(CancelOnceAsync);

    private async Task CancelOnceAsync(Strike strikeAsync)
    {
        var reference = NextReference();
        var number = await AcceptedAsync(reference);

        var problem = await strikeAsync(CancelAsync);

        AssertTrue(problem, (await Harness.RecordedAsync(reference)).Count(one => one.Canceled));
        await UntilDoneAsync(_ => CancelAsync(), problem);
        Assert.True(Assert.Single(await Harness.RecordedAsync(reference)).Canceled);

        async Task CancelAsync() => Assert.Equal(new Cancellation.Done(), await Adapter.CancelAsync(number, Ct));
    }
}
