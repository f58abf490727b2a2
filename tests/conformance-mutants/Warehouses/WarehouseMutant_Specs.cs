using Crossdock.Conformance.Warehouses;
using static Crossdock.Conformance.Mutants.Warehouses.WarehouseMutation;

namespace Crossdock.Conformance.Mutants.Warehouses;

public sealed class When_the_kit_judges_a_correct_warehouse : WarehouseConformance<SampleWarehouseHarness>;

public sealed class When_the_kit_judges_a_broken_warehouse
{
    private const string Whole = nameof(WarehouseConformance<>.Should_take_a_delivery_whole_and_find_it_from_then_on);
    private const string Stock = nameof(WarehouseConformance<>.Should_read_all_stock_to_the_end);
    private const string Progress = nameof(WarehouseConformance<>.Should_tell_of_all_deliveries_to_the_end);
    private const string Parcels = nameof(WarehouseConformance<>.Should_tell_of_a_delivery_that_leaves_in_parcels);
    private const string Wrong = nameof(WarehouseConformance<>.Should_say_what_is_wrong_and_get_over_it_when_it_passes);
    private const string Once = nameof(WarehouseConformance<>.Should_have_a_delivery_once_whichever_call_goes_wrong);
    private const string OnceInBetween = nameof(
        WarehouseConformance<>.Should_have_a_delivery_once_whatever_something_in_between_answers
    );

    /// <summary>Each way to be wrong, the spec of the kit that sees it, and its fault.</summary>
    public static TheoryData<WarehouseMutation, string, Fault?> Mutants =>
        new()
        {
            { ReadsOnePageOfProgress, Progress, null },
            { ReadsTwoPagesOfProgress, Progress, null },
            { ReadsOnePageOfStock, Stock, null },
            { ReadsTwoPagesOfStock, Stock, null },
            { NeverGivesRetryAt, Wrong, Fault.Throttled },
            { DropsPostalCode, Whole, null },
            { DropsSecondLine, Whole, null },
            { DropsCompany, Whole, null },
            { DropsPhone, Whole, null },
            { DropsCarrier, Whole, null },
            { DropsService, Whole, null },
            { DropsNotes, Whole, null },
            { DropsOrderNumber, Whole, null },
            { DropsSecondItem, Whole, null },
            {
                ReadsTheClockAfterTheAnswer,
                nameof(WarehouseConformance<>.Should_say_of_stock_when_it_asked_and_not_when_it_was_answered),
                null
            },
            { GivesNegativeStock, nameof(WarehouseConformance<>.Should_never_have_less_than_none), null },
            { LeavesOutWhatIsSoldOut, Stock, null },
            { ThrowsOnCorruptAnswer, Wrong, Fault.Corrupt },
            { HasNoTimeout, Wrong, Fault.TimeoutBefore },
            { HasNoBound, Wrong, Fault.Endless },
            { SendsAgainWithoutLooking, Once, Fault.TimeoutAfter },
            { SendsAgainAfterAnyUnauthorized, OnceInBetween, null },
            { TrustsAnyRefusal, OnceInBetween, null },
            {
                TrustsAny404,
                nameof(WarehouseConformance<>.Should_never_deny_what_it_has_whatever_something_in_between_answers),
                null
            },
            {
                FindsByPrefix,
                nameof(WarehouseConformance<>.Should_tell_deliveries_apart_whose_references_begin_alike),
                null
            },
            {
                GivesNoReason,
                nameof(WarehouseConformance<>.Should_pass_on_a_refusal_in_words_and_take_a_second_try),
                null
            },
            { CallsPartlyShippedShipped, Parcels, null },
            { RenumbersParcels, Parcels, null },
            { GivesOneParcel, Parcels, null },
            {
                HasNoParcelsOfWhatIsNotThere,
                nameof(WarehouseConformance<>.Should_refuse_to_speak_of_parcels_of_what_is_not_there),
                null
            },
            { SaysDoneWhenTooLate, nameof(WarehouseConformance<>.Should_say_why_it_is_too_late_to_cancel), null },
            {
                SaysTooLateWhenCanceled,
                nameof(WarehouseConformance<>.Should_cancel_what_has_not_left_and_say_so_again),
                null
            },
            { SaysDoneOfWhatIsNotThere, nameof(WarehouseConformance<>.Should_say_that_it_has_nothing_to_cancel), null },
            { TakesGivingUpForAnOutage, nameof(WarehouseConformance<>.Should_give_up_when_the_caller_does), null },
            { TellsTheSecret, Wrong, Fault.ServerError },
        };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Should_be_found_out(WarehouseMutation mutation, string spec, Fault? fault)
    {
        SampleWarehouseHarness.Mutation.Value = mutation;
        Assert.NotNull(await Mutant.FailureAsync<When_the_kit_judges_a_correct_warehouse>(spec, fault));
    }

    [Fact]
    public void Should_be_wrong_in_each_way() =>
        Assert.Equal(Enum.GetValues<WarehouseMutation>(), Mutants.Select(row => row.Data.Item1).Prepend(None));
}
