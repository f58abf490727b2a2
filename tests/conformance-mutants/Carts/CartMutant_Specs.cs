using Crossdock.Conformance.Carts;
using static Crossdock.Conformance.Mutants.Carts.CartMutation;

namespace Crossdock.Conformance.Mutants.Carts;

public sealed class When_the_kit_judges_a_correct_cart : NotifyingCartConformance<SampleCartHarness>;

public sealed class When_the_kit_judges_a_broken_cart
{
    private const string Whole = nameof(CartConformance<>.Should_give_an_order_whole);
    private const string Pages = nameof(CartConformance<>.Should_read_all_pages_to_the_end_oldest_change_first);
    private const string Moment = nameof(
        CartConformance<>.Should_give_again_what_changed_at_the_very_moment_asked_for_and_nothing_older
    );
    private const string SameId = nameof(CartConformance<>.Should_show_what_becomes_of_an_order_under_the_same_id);
    private const string Broken = nameof(
        CartConformance<>.Should_say_what_is_wrong_with_a_broken_order_and_read_the_others
    );
    private const string Parcel = nameof(CartConformance<>.Should_show_a_parcel_with_its_lines_and_tracking);
    private const string Parcels = nameof(
        CartConformance<>.Should_show_each_of_several_parcels_and_what_they_make_of_the_order
    );
    private const string Often = nameof(CartConformance<>.Should_show_a_parcel_once_however_often_it_is_told);
    private const string Once = nameof(CartConformance<>.Should_show_a_parcel_once_whichever_call_goes_wrong);
    private const string OnceInBetween = nameof(
        CartConformance<>.Should_show_a_parcel_once_whatever_something_in_between_answers
    );
    private const string Levels = nameof(CartConformance<>.Should_show_the_levels_it_is_given_up_and_down_and_none);
    private const string Unfit = nameof(CartConformance<>.Should_say_what_it_cannot_show_and_show_the_rest);
    private const string Wrong = nameof(CartConformance<>.Should_say_what_is_wrong_and_get_over_it_when_it_passes);

    /// <summary>Each way to be wrong, the spec of the kit that sees it, and what that is given.</summary>
    public static TheoryData<CartMutation, string, object?> Mutants =>
        new()
        {
            { ReadsOnePage, Pages, null },
            { ReadsTwoPages, Pages, null },
            { DropsTheFirstOfEachLaterPage, Pages, null },
            { PassesOverTheMomentAskedFor, Moment, null },
            { ReadsTheClockAfterTheAnswer, Moment, null },
            { NeverGivesRetryAt, Wrong, Fault.Throttled },
            { DropsFirstName, Whole, null },
            { DropsCompany, Whole, null },
            { DropsSecondLine, Whole, null },
            { DropsState, Whole, null },
            { DropsPostalCode, Whole, null },
            { DropsCountryCode, Whole, null },
            { DropsPhone, Whole, null },
            { DropsEmail, Whole, null },
            { DropsNotes, Whole, null },
            { DropsShipMethod, Whole, null },
            { DropsSecondItem, Whole, null },
            { IgnoresDiscount, Whole, null },
            { TakesTheChangeForTheOrderDate, Whole, null },
            { RenumbersLines, SameId, null },
            { RenumbersEditedOrders, SameId, null },
            { LeavesOutVoided, SameId, null },
            { LeavesOutBroken, Broken, null },
            { GivesBrokenAsSound, Broken, null },
            { StopsAtBroken, Broken, null },
            { CallsPartlyShippedShipped, Parcels, null },
            { CallsShippedOpen, Parcels, null },
            { ThrowsOnCorruptAnswer, Wrong, Fault.Corrupt },
            { HasNoTimeout, Wrong, Fault.TimeoutBefore },
            { HasNoBound, Wrong, Fault.Endless },
            { TrustsAnySuccess, OnceInBetween, null },
            { TrustsAny404, OnceInBetween, null },
            { SendsAgainWithoutLooking, Once, Fault.TimeoutAfter },
            { NeverLooks, Often, null },
            {
                LooksWhileAnotherSends,
                nameof(CartConformance<>.Should_show_a_parcel_once_though_two_tell_it_at_once),
                null
            },
            {
                NeverCorrectsTracking,
                nameof(CartConformance<>.Should_correct_the_tracking_number_of_a_parcel_that_it_shows),
                null
            },
            { DropsTracking, Parcel, null },
            { DropsCarrier, Parcel, null },
            { ShipsWholeLines, Parcels, null },
            { ShipsFirstLineOnly, Parcel, null },
            { SwallowsRefusal, nameof(CartConformance<>.Should_refuse_a_parcel_of_what_is_not_there_in_words), null },
            { SetsHalfOfABatch, Levels, null },
            { SetsOneCallOfABatch, nameof(CartConformance<>.Should_show_every_level_of_a_large_batch), null },
            { AddsToStock, nameof(CartConformance<>.Should_show_the_same_level_however_often_it_is_set), null },
            { IgnoresZero, Levels, null },
            { HidesWhatItCannotSet, Unfit, null },
            { GivesNoReason, Unfit, null },
            { GivesUpABatchForOneItem, Unfit, null },
            { TakesGivingUpForAnOutage, nameof(CartConformance<>.Should_give_up_when_the_caller_does), null },
            { TellsTheSecret, Wrong, Fault.ServerError },
            { TrustsAnyNotice, nameof(NotifyingCartConformance<>.Should_take_no_notice_of_anybody_else), null },
            {
                SubscribesAgain,
                nameof(NotifyingCartConformance<>.Should_have_notices_sent_once_however_often_it_asks_for_them),
                null
            },
            { ReadsOneOrderOtherwise, nameof(NotifyingCartConformance<>.Should_give_one_order_as_the_list_does), null },
            {
                ReadsTheFirstOfSeveral,
                nameof(NotifyingCartConformance<>.Should_give_several_orders_as_the_list_does),
                null
            },
            {
                ThrowsWhereThereIsNoOrder,
                nameof(NotifyingCartConformance<>.Should_have_no_order_that_the_cart_has_not),
                "987654321"
            },
        };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Should_be_found_out(CartMutation mutation, string spec, object? argument)
    {
        SampleCartHarness.Mutation.Value = mutation;
        Assert.NotNull(await Mutant.FailureAsync<When_the_kit_judges_a_correct_cart>(spec, argument));
    }

    [Fact]
    public void Should_be_wrong_in_each_way() =>
        Assert.Equal(Enum.GetValues<CartMutation>(), Mutants.Select(row => row.Data.Item1).Prepend(None));
}
