using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.Bergen.Tests;

public class When_progress_and_stock_are_read
{
    private readonly RecordedService service = new();
    private readonly StandingClock clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Network, clock);

    [Fact]
    public async Task Should_ask_day_by_day_and_tell_every_status()
    {
        service.On(
            "GetPickTicketStatusesByDate",
            "",
            "<PickTicketStatus>"
                + Row("A1", "Shipped Complete", 1)
                + Row("A2", "Lost at sea", 2)
                + Row("A3", "", 370)
                + Row("", "Delivered", 4)
                + "</PickTicketStatus>"
        );

        var pages = await Warehouse
            .ProgressSinceAsync(clock.GetUtcNow().AddDays(-1), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new("A1", ProgressKind.Shipped, "Shipped Complete"),
                new("A2", ProgressKind.Moving, "Lost at sea"),
                new("A3", ProgressKind.Held, "CSR - No Stock"),
            ],
            pages[0]
        );
        Assert.Equal(
            ["11/21/2026-11/22/2026", "11/22/2026-11/23/2026"],
            service
                .Asked.Where(one => one.Operation == "GetPickTicketStatusesByDate")
                .Select(one =>
                    string.Join(
                        '-',
                        one.Envelope.Descendants()
                            .Where(e => e.Name.LocalName is "StartDate" or "EndDate")
                            .Select(e => e.Value)
                    )
                )
        );
    }

    [Fact]
    public async Task Should_notice_every_further_parcel_of_a_ticket_that_has_partly_left()
    {
        const string Day = "GetPickTicketStatusesByDate";
        service
            .On(Day, "", Partly("<string>1Z1</string>"))
            .On(Day, "", Partly("<string>1Z1</string><string>1Z2</string><string> </string>"))
            .On(Day, "", Partly(""));

        var said = new List<IReadOnlyList<string>>();
        for (var poll = 0; poll < 3; poll++)
        {
            var pages = await Warehouse
                .ProgressSinceAsync(clock.GetUtcNow(), TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken);
            said.Add(Assert.Single(pages[0]).TrackingNumbers);
        }

        Assert.Equal<IReadOnlyList<string>>(
            [
                ["1Z1"],
                ["1Z1", "1Z2"],
                [],
            ],
            said
        );

        static string Partly(string numbers) =>
            $"<PickTicketStatus><ShipmentStatus><TicketId>A1</TicketId><TicketStatus>Approved - Partially Shipped</TicketStatus><StatusCode>290</StatusCode><TrackingNumbers>{numbers}</TrackingNumbers></ShipmentStatus></PickTicketStatus>";
    }

    [Fact]
    public async Task Should_know_a_building_by_its_id_where_its_name_is_missing()
    {
        service.On(
            "GetInventoryByBatch",
            "",
            "<Inventory><item><Warehouse xsi:nil=\"true\"/><WarehouseId>4</WarehouseId><Upc>A</Upc><ActualQuantity>7</ActualQuantity></item><item><WarehouseId>9</WarehouseId><Upc>A</Upc><ActualQuantity>7</ActualQuantity></item></Inventory><TotalNumberOfBatches>1</TotalNumberOfBatches>"
        );

        var pages = await Warehouse
            .InventorySinceAsync(null, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("BERGEN LOGISTICS NJ2", "A"), ("", "")], pages[0].Select(one => (one.Warehouse, one.ItemCode)));
    }

    [Fact]
    public async Task Should_read_stock_batch_by_batch_as_of_the_beginning()
    {
        service
            .On(
                "GetInventoryFromDateTimeByBatch",
                "",
                Batch(2, Stock("Bergen Logistics NJ", "A", "5") + Stock("Bergen Logistics NJ2", "A", "-3"))
            )
            .On(
                "GetInventoryFromDateTimeByBatch",
                "",
                Batch(
                    2,
                    Stock("Bergen Logistics NJ", "B", "0")
                        + Stock("Bergen Logistics NJ", "", "1")
                        + Stock("Bergen Logistics NJ", "C", "")
                )
            );

        var pages = await Warehouse
            .InventorySinceAsync(clock.GetUtcNow(), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("BERGEN LOGISTICS NJ", "A", 5m),
                ("BERGEN LOGISTICS NJ2", "A", 0m),
                ("BERGEN LOGISTICS NJ", "B", 0m),
                ("BERGEN LOGISTICS NJ", "", 1m),
                ("BERGEN LOGISTICS NJ", "C", null),
            ],
            pages.SelectMany(page => page).Select(one => (one.Warehouse, one.ItemCode, one.OnHand))
        );
        Assert.All(pages.SelectMany(page => page), one => Assert.Equal(clock.GetUtcNow(), one.ReadAt));
        Assert.Equal(2, service.TimesAsked("GetInventoryFromDateTimeByBatch"));
        // An hour before noon UTC, on New York's clock.
        Assert.Contains("11/22/2026 06:00:00", service.LastAsked("GetInventoryFromDateTimeByBatch").Value);
    }

    [Fact]
    public async Task Should_read_all_stock_when_there_is_no_beginning()
    {
        service.On("GetInventoryByBatch", "", Batch(0, ""));

        Assert.Empty(
            (
                await Warehouse
                    .InventorySinceAsync(null, TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken)
            ).SelectMany(page => page)
        );
        Assert.Equal(1, service.TimesAsked("GetInventoryByBatch"));
    }

    [Fact]
    public async Task Should_read_a_description_that_holds_a_control_character()
    {
        service.On(
            "GetInventoryByBatch",
            "",
            Batch(
                1,
                "<item><Description>bell&#x7;</Description><Warehouse>Bergen Logistics NJ</Warehouse><Upc>A</Upc><ActualQuantity>1</ActualQuantity></item>"
            )
        );

        var page = await Warehouse
            .InventorySinceAsync(null, TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.Single(page).OnHand);
    }

    [Theory]
    [InlineData("<ActualQuantity>1e400</ActualQuantity><Upc>B</Upc>", "B")]
    [InlineData("<ActualQuantity>many</ActualQuantity><Upc>B</Upc>", "B")]
    [InlineData("<ActualQuantity>1</ActualQuantity>", "")]
    [InlineData("<Upc>B</Upc><Description>&#xD83D;</Description>", "B")]
    public async Task Should_read_the_rows_beside_one_that_cannot_be_read(string bad, string code)
    {
        const string Building = "<Warehouse>Bergen Logistics NJ</Warehouse>";
        service.On(
            "GetInventoryByBatch",
            "",
            Batch(1, $"<item>{Building}{bad}</item>{Stock("Bergen Logistics NJ", "A", "7")}")
        );

        var rows = await ReadAsync();

        Assert.Equal([code, "A"], rows.Select(one => one.ItemCode));
        Assert.Equal(7, rows[1].OnHand);
    }

    [Fact]
    public async Task Should_read_a_thousand_rows_beside_one_byte_that_is_no_text_and_one_row_of_any_depth()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 5000)) + string.Concat(Enumerable.Repeat("</x>", 5000));
        var rows = string.Concat(Enumerable.Range(0, 1000).Select(i => Stock("Bergen Logistics NJ", $"A{i}", $"{i}")));
        var body =
            $"<Envelope><Body><GetInventoryByBatchResponse><GetInventoryByBatchResult>{Batch(1, $"<item><Description>?</Description>{deep}<Warehouse>Bergen Logistics NJ</Warehouse><Upc>B</Upc><ActualQuantity>5</ActualQuantity></item>{rows}")}</GetInventoryByBatchResult></GetInventoryByBatchResponse></Body></Envelope>";
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        service.Do(
            "GetInventoryByBatch",
            _ => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(bytes) })
        );

        var read = await ReadAsync();

        Assert.Equal(1001, read.Count);
        Assert.Equal(("B", 5m), (read[0].ItemCode, read[0].OnHand));
    }

    [Fact]
    public async Task Should_say_that_a_batch_without_stock_is_not_all_of_it()
    {
        service.On("GetInventoryByBatch", "", "<TotalNumberOfBatches>1</TotalNumberOfBatches>");

        Assert.Equal("", Assert.Single(await ReadAsync()).ItemCode);
    }

    [Fact]
    public async Task Should_refuse_an_answer_of_millions_of_elements()
    {
        service.On(
            "GetInventoryByBatch",
            "",
            $"<Inventory>{string.Concat(Enumerable.Repeat("<a/>", 1_000_000))}</Inventory>"
        );

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(ReadAsync);

        Assert.Equal(ConnectionProblem.Down, problem.Problem);
    }

    private async Task<List<Contracts.StockReading>> ReadAsync() =>
        [
            .. (
                await Warehouse
                    .InventorySinceAsync(null, TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken)
            ).SelectMany(page => page),
        ];

    [Fact]
    public async Task Should_not_believe_in_millions_of_batches()
    {
        service.On("GetInventoryByBatch", "", Batch(2_000_000_000, ""));

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(async () =>
            await Warehouse
                .InventorySinceAsync(null, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Equal(1, service.TimesAsked("GetInventoryByBatch"));
    }

    [Fact]
    public async Task Should_say_that_a_ticket_is_not_known()
    {
        service.Complain("GetPickTicketObjectByBarCode", 83, "BarCodeError", "BarCode doesn't exist");

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Warehouse.ParcelsAsync("A1", TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.Contains("A1", problem.Message);
    }

    private static string Row(string number, string status, int code) =>
        $"<ShipmentStatus><TicketId>{number}</TicketId><TicketStatus>{status}</TicketStatus><StatusCode>{code}</StatusCode><TrackingNumbers /></ShipmentStatus>";

    private static string Batch(int total, string items) =>
        $"<Inventory>{items}</Inventory><TotalNumberOfBatches>{total}</TotalNumberOfBatches>";

    private static string Stock(string warehouse, string upc, string quantity) =>
        $"<item><Warehouse>{warehouse}</Warehouse><WarehouseId>1</WarehouseId><Sku>s</Sku><Upc>{upc}</Upc><ActualQuantity>{quantity}</ActualQuantity><PendingQuantity>9</PendingQuantity></item>";
}
