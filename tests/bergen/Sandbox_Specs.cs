using System.Net.Http.Json;
using System.Text.Json;
using Crossdock.Bergen.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Sandbox;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Bergen.Tests;

/// <summary>A sandbox of its own for every spec, over real HTTP.</summary>
public sealed class When_the_adapter_works_with_the_sandbox : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private readonly ListLogger logger = new();
    private WebApplication? sandbox;
    private IWarehouse? made;
    private string upc = "";

    private IWarehouse Warehouse => made ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions();
        sandbox = await SandboxServer.StartAsync(options, Cancellation);
        http.BaseAddress = sandbox.BaseAddress();
        made = Create(options.Bergen.Password);
        var catalog = await http.GetFromJsonAsync<JsonElement>("/sandbox/catalog", Cancellation);
        upc = catalog
            .EnumerateArray()
            .First(item => item.GetProperty("known").GetBoolean())
            .GetProperty("upc")
            .GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }
    }

    [Fact]
    public async Task Should_carry_a_delivery_through_to_its_parcel()
    {
        var began = DateTimeOffset.UtcNow;
        Assert.Null(await Warehouse.FindAsync("X1042", Cancellation));

        Assert.Equal(
            new Submission.Pending(),
            await Warehouse.SubmitAsync(Delivery(), Cancellation)
        );
        var number = await AcceptedAsync("X1042");
        var status = await ProgressAsync(began, number, ProgressKind.Shipped);
        var parcel = Assert.Single(await Warehouse.ParcelsAsync(number, Cancellation));

        Assert.EndsWith("X1042", number);
        Assert.NotEqual("X1042", number);
        Assert.Equal("Shipped Complete", status.Status);
        Assert.Equal("UPS", parcel.Carrier);
        Assert.Equal(upc, Assert.Single(parcel.Items).ItemCode);
        Assert.Equal(2, parcel.Items[0].Quantity);
        Assert.NotEmpty(parcel.TrackingNumber);
    }

    [Fact]
    public async Task Should_tell_both_parcels_of_a_large_delivery()
    {
        await Warehouse.SubmitAsync(Delivery(quantity: 11), Cancellation);
        var number = await AcceptedAsync("X1042");
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Shipped);

        var parcels = await Warehouse.ParcelsAsync(number, Cancellation);

        Assert.Equal(2, parcels.Select(parcel => parcel.ParcelId).Distinct().Count());
        Assert.Equal(2, parcels.Select(parcel => parcel.TrackingNumber).Distinct().Count());
        Assert.Equal(11, parcels.Sum(parcel => parcel.Items.Sum(item => item.Quantity)));
    }

    [Fact]
    public async Task Should_say_why_an_import_failed_and_take_the_same_reference_again()
    {
        await Warehouse.SubmitAsync(Delivery(code: "999999999999"), Cancellation);
        var refused = await WaitAsync(async () =>
            await Warehouse.FindAsync("X1042", Cancellation) as Submission.Refused
        );
        Assert.Contains("UPC", refused.Reason);

        await Warehouse.SubmitAsync(Delivery(), Cancellation);

        await AcceptedAsync("X1042");
    }

    [Fact]
    public async Task Should_pass_on_what_the_service_refuses_at_once()
    {
        var refused = Assert.IsType<Submission.Refused>(
            await Warehouse.SubmitAsync(
                Delivery() with
                {
                    Carrier = "PIGEON",
                    Service = "Same week",
                },
                Cancellation
            )
        );

        Assert.Contains("code 56", refused.Reason);
    }

    [Fact]
    public async Task Should_cancel_what_has_not_left_and_say_so_again()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        var number = await AcceptedAsync("X1042");
        (
            await http.PostAsync($"/sandbox/tickets/{number}/hold", null, Cancellation)
        ).EnsureSuccessStatusCode();

        Assert.Equal(new Cancellation.Done(), await Warehouse.CancelAsync(number, Cancellation));
        Assert.Equal(new Cancellation.Done(), await Warehouse.CancelAsync(number, Cancellation));
        Assert.Equal(
            new Cancellation.NotThere(),
            await Warehouse.CancelAsync("NOBODY", Cancellation)
        );
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Canceled);
    }

    [Fact]
    public async Task Should_say_that_it_is_too_late_to_cancel()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        var number = await AcceptedAsync("X1042");
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Shipped);

        Assert.IsType<Cancellation.TooLate>(await Warehouse.CancelAsync(number, Cancellation));
    }

    [Fact]
    public async Task Should_read_all_stock_and_then_what_changed()
    {
        var all = await StockAsync(null);
        Assert.Contains(
            all,
            one =>
                one.ItemCode == upc && one.Warehouse == "BERGEN LOGISTICS NJ" && one.OnHand == 500
        );

        (
            await http.PostAsJsonAsync("/sandbox/stock", new { quantity = 7, upc }, Cancellation)
        ).EnsureSuccessStatusCode();

        Assert.Contains(
            await StockAsync(DateTimeOffset.UtcNow),
            one => one.ItemCode == upc && one.Warehouse == "BERGEN LOGISTICS NJ" && one.OnHand == 7
        );
    }

    [Theory]
    [InlineData("drop", true)]
    [InlineData("cut", true)]
    [InlineData("timeout-after", true)]
    [InlineData("timeout-before", false)]
    [InlineData("html", false)]
    [InlineData("500", false)]
    public async Task Should_be_unclear_after_a_lost_answer_and_find_out_then(
        string fault,
        bool isThere
    )
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

        Assert.Equal(
            new Submission.Pending(),
            await Warehouse.SubmitAsync(Delivery(), Cancellation)
        );
    }

    [Fact]
    public async Task Should_choose_one_of_a_double_and_be_loud_about_it()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        await Warehouse.SubmitAsync(Delivery(), Cancellation);

        await WaitAsync(async () =>
        {
            await Warehouse.FindAsync("X1042", Cancellation);
            return logger.Lines.FirstOrDefault(line =>
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
                await Assert.ThrowsAsync<ConnectionProblemException>(() =>
                    Create("wrong").TestAsync(Cancellation)
                )
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

    private IWarehouse Create(string password, string path = "/bergen/publicapiws.asmx")
    {
        var account = new WarehouseOptions();
        return Warehouses.Create(
            () => new HttpClient(),
            logger: logger,
            changes:
            [
                ("Address", new Uri(http.BaseAddress!, path).ToString()),
                ("AccountWebAddress", account.WebAddress),
                ("ApiUsername", account.UserName),
                ("ApiPassword", password),
                ("Timeout", "00:00:02"),
            ]
        );
    }

    private DeliverOrder Delivery(string? code = null, int quantity = 2) =>
        Samples.Delivery with
        {
            Items = [new() { ItemCode = code ?? upc, Quantity = quantity }],
        };

    private async Task<string> AcceptedAsync(string reference) =>
        (
            await WaitAsync(async () =>
                await Warehouse.FindAsync(reference, Cancellation) as Submission.Accepted
            )
        ).WarehouseNumber;

    private Task<DeliveryProgress> ProgressAsync(
        DateTimeOffset since,
        string number,
        ProgressKind kind
    ) =>
        WaitAsync(async () =>
            (await Warehouse.ProgressSinceAsync(since, Cancellation).ToListAsync(Cancellation))
                .SelectMany(page => page)
                .LastOrDefault(one => one.WarehouseNumber == number && one.Kind == kind)
        );

    private async Task<List<StockReading>> StockAsync(DateTimeOffset? since) =>
        [
            .. (
                await Warehouse.InventorySinceAsync(since, Cancellation).ToListAsync(Cancellation)
            ).SelectMany(page => page),
        ];

    private async Task FaultAsync(string operation, string fault) =>
        (
            await http.PostAsJsonAsync(
                "/sandbox/faults",
                new
                {
                    operation,
                    fault,
                    count = 1,
                },
                Cancellation
            )
        ).EnsureSuccessStatusCode();

    private static async Task<T> WaitAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), deadline.Token);
        }
    }
}
