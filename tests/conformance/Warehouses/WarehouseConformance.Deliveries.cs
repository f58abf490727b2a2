using Crossdock.Adapters;

namespace Crossdock.Conformance.Warehouses;

public abstract partial class WarehouseConformance<THarness>
{
    [Fact]
    public async Task Should_not_find_what_it_was_never_given() => Assert.Null(await Adapter.FindAsync("NEVER-1", Ct));

    [Fact]
    public async Task Should_take_a_delivery_whole_and_find_it_from_then_on()
    {
        var number = await AcceptedAsync("D-1042");

        Assert.NotEmpty(number);
        Assert.Equal(new Submission.Accepted(number), await Adapter.FindAsync("D-1042", Ct));
        var (sent, recorded) = (Delivery("D-1042"), Assert.Single(await Harness.RecordedAsync("D-1042")));
        Assert.Equal((number, false), (recorded.WarehouseNumber, recorded.Canceled));
        Assert.Equal(sent.ShipTo with { Country = null }, recorded.ShipTo with { Country = null });
        Assert.Equal(sent.OrderNumber, recorded.OrderNumber);
        Assert.Equal((sent.Carrier, sent.Service), (recorded.Carrier, recorded.Service));
        Assert.Equal(sent.Instructions, recorded.Instructions);
        Assert.Equal(sent.Items.ToDictionary(item => item.ItemCode, item => item.Quantity), recorded.Items);
    }

    [Fact]
    public async Task Should_tell_deliveries_apart_whose_references_begin_alike()
    {
        var second = await AcceptedAsync("D-10");

        Assert.Null(await Adapter.FindAsync("D-1", Ct));
        var first = await AcceptedAsync("D-1");

        Assert.NotEqual(first, second);
        Assert.Equal(new Submission.Accepted(second), await Adapter.FindAsync("D-10", Ct));
    }

    [Fact]
    public async Task Should_pass_on_a_refusal_in_words_and_take_a_second_try()
    {
        Submission? answer = null;
        await Harness.RefuseAsync("D-1", async () => answer = await Adapter.SubmitAsync(Delivery("D-1"), Ct));
        var refused = await EventuallyAsync(async () =>
            answer as Submission.Refused ?? await Adapter.FindAsync("D-1", Ct) as Submission.Refused
        );

        AssertSentence(refused.Reason);
        Assert.Empty(await Harness.RecordedAsync("D-1"));
        await Adapter.SubmitAsync(Delivery("D-1"), Ct);
        await EventuallyAsync(async () => await Adapter.FindAsync("D-1", Ct) as Submission.Accepted);
        Assert.Single(await Harness.RecordedAsync("D-1"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Should_have_a_delivery_once_whichever_call_goes_wrong(Fault fault) =>
        StrikeEachCallAsync(fault, HaveOnceAsync);

    [Fact]
    public Task Should_have_a_delivery_once_whatever_something_in_between_answers() =>
        AnswerEachCallAsync(HaveOnceAsync);

    private async Task HaveOnceAsync(Strike strikeAsync)
    {
        var reference = NextReference();

        var problem = await strikeAsync(SubmitAsync);

        AssertTrue(problem, (await Harness.RecordedAsync(reference)).Count);
        if (problem is not null)
        {
            await UntilDoneAsync(DeliverAsync, problem);
        }

        await NumberAsync(reference);
        Assert.Single(await Harness.RecordedAsync(reference));

        async Task SubmitAsync() =>
            Assert.IsNotType<Submission.Refused>(await Adapter.SubmitAsync(Delivery(reference), Ct));

        // As the hub does: where it may be there, it looks before it sends again.
        async Task DeliverAsync(bool maybeSent)
        {
            if (!maybeSent || await Adapter.FindAsync(reference, Ct) is null)
            {
                await SubmitAsync();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Should_never_deny_what_it_has_whichever_call_goes_wrong(Fault fault)
    {
        var number = await AcceptedAsync("D-1");
        await StrikeEachCallAsync(fault, strikeAsync => FindAsync("D-1", number, strikeAsync));
    }

    [Fact]
    public async Task Should_never_deny_what_it_has_whatever_something_in_between_answers()
    {
        var number = await AcceptedAsync("D-1");
        await AnswerEachCallAsync(strikeAsync => FindAsync("D-1", number, strikeAsync));
    }

    private async Task FindAsync(string reference, string number, Strike strikeAsync)
    {
        Submission? found = null;

        var problem = await strikeAsync(async () => found = await Adapter.FindAsync(reference, Ct));

        Assert.True(
            problem is { Problem: not ConnectionProblem.Refused } || found == new Submission.Accepted(number),
            $"It says {found?.ToString() ?? "that it is not there"} ({problem?.Problem})."
        );
        await UntilDoneAsync(_ => Adapter.FindAsync(reference, Ct), problem);
    }
}
