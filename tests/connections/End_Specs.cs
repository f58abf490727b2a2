using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connections.Tests;

/// <summary>A connection is deleted, and one of the same name is set up later.</summary>
public sealed class When_a_connection_is_deleted_and_created_again : CartThroughTheApi
{
    private IDocuments<CartOrderDocument> Orders =>
        Adapter.Services.GetRequiredService<IDocuments<CartOrderDocument>>();

    [Fact]
    public async Task Should_sign_in_with_nothing_that_the_other_one_remembered()
    {
        using var answer = await ComeBackAsync(await PageAsync());
        Assert.Equal((true, true), await SignedInAsync(Adapter));

        await DeleteAsync();
        (await PutAsync(OAuth())).EnsureSuccessStatusCode();

        Assert.Equal((false, false), await SignedInAsync(Adapter));
    }

    [Fact]
    public async Task Should_leave_neither_its_notes_nor_how_far_it_had_read()
    {
        using var answer = await ComeBackAsync(await PageAsync());
        var id = Id();
        await ReadToTheEndAsync();
        Assert.NotEmpty(await NotesAsync(id));

        await DeleteAsync();

        Assert.Empty(await NotesAsync(id));
        Assert.Empty(await PollsAsync(id));
    }

    [Fact]
    public async Task Should_read_from_its_own_earliest_order_date_and_take_no_known_order_in_twice()
    {
        await PlaceOrderAsync("1042");
        await PutAsync(Token());
        await ReadToTheEndAsync();
        var known = await SettleAsync(await TheOrderAsync("1042"));

        // Reads from a day to come, so that an order of today is behind it.
        await DeleteAsync();
        await PutAsync(Token("2099-01-01"));
        Assert.Equal(2099, await ReadToTheEndAsync());
        await PlaceOrderAsync("1043");

        await DeleteAsync();
        await PutAsync(Token());
        Assert.NotEqual(2099, await ReadToTheEndAsync());

        Assert.Equal(1, (await TheOrderAsync("1043")).Received?.Revision);
        Assert.Equal(known.Version, (await TheOrderAsync("1042")).Version);
    }

    private static JsonObject Token(string earliest = "2020-01-01") =>
        new() { ["Token"] = "sandbox-privileged-token", ["EarliestOrderDate"] = earliest };

    private async Task DeleteAsync()
    {
        using var answer = await Adapter.Http.DeleteAsync("/api/v1/carts/acme", None);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private string Id() => Adapter.Services.GetRequiredService<ConnectionSet<ICart>>()["acme"].Settings.Id;

    private Task<IReadOnlyList<AdapterStateDocument>> NotesAsync(string id) =>
        Adapter
            .Services.GetRequiredKeyedService<IDocuments<AdapterStateDocument>>(typeof(ICart))
            .QueryAsync(AdapterStateDocument.ByConnection.Where(id), None);

    private Task<IReadOnlyList<PollDocument>> PollsAsync(string id) =>
        Adapter
            .Services.GetRequiredKeyedService<IDocuments<PollDocument>>(typeof(ICart))
            .QueryAsync(PollDocument.ByOwner.Where(id), None);

    /// <returns>The year up to which it has read.</returns>
    private async Task<int?> ReadToTheEndAsync()
    {
        PollDocument? read = null;
        await Wait.UntilAsync(
            async () =>
                (
                    read = (await PollsAsync(Id())).FirstOrDefault(poll =>
                        poll is { LastRunAt: not null } && poll.Id.StartsWith("orders:", StringComparison.Ordinal)
                    )
                )
                    is not null,
            Wait.Timeout,
            () => "the orders to be read"
        );
        return read!.Cursor?.Year;
    }

    private async Task<CartOrderDocument> TheOrderAsync(string number) =>
        Assert.Single(
            await Orders.QueryAsync(Worker<CartOrderDocument>.ByDue.Where("acme").Take(1000), None),
            order => order.OrderNumber == number
        );

    /// <summary>As if the order were settled: nothing more is published about it automatically.</summary>
    private async Task<CartOrderDocument> SettleAsync(CartOrderDocument order) =>
        (
            await Orders.UpdateAsync(
                order.Id,
                document =>
                {
                    document.Settled = "confirmed";
                    document.Done();
                    return true;
                },
                None
            )
        )!;
}
