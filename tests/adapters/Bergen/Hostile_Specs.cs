using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;
using Crossdock.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Bergen.Tests;

public class When_the_service_answers_nonsense
{
    private static readonly string[] Odd =
    [
        "",
        "-1",
        "0",
        "1e28",
        "-1e28",
        "1e400",
        "NaN",
        "99999999999999999999999999999999",
        "12/31/9999 11:59:59 PM",
        "1/1/0001",
        "Shipped Complete",
        "&#0;",
        "&#xD800;",
        "\u0001",
        "<a/>",
        "</PickTicket>",
        "&lol;",
        "\ud83d\ude00",
    ];

    private static readonly string[] Slots =
    [
        "<ErrorCode>{0}</ErrorCode><Severity>{1}</Severity>",
        "<Notifications><Notification><ErrorCode>{0}</ErrorCode><Severity>{1}</Severity><Message>{2}</Message></Notification></Notifications>",
        "<PickTicketStatus><StatusCode>{0}</StatusCode><Status>{1}</Status><StatusDetails>{2}</StatusDetails><ShipmentStatus><TicketId>{0}</TicketId><TicketStatus>{1}</TicketStatus></ShipmentStatus></PickTicketStatus>",
        "<PickTicketNumbers><string>{0}</string><string>{1}</string><x/></PickTicketNumbers>",
        "<PickTicket><ActualShipDate>{0}</ActualShipDate><ShipmentStatus>Shipped Complete</ShipmentStatus><MasterTrackingNumber>{1}</MasterTrackingNumber><PackageList><PackageId>{2}</PackageId><PackageWeight>{1}</PackageWeight><LineItems><UPC>u</UPC><Quantity>{2}</Quantity><ShippedQuantity>{0}</ShippedQuantity></LineItems></PackageList><LineItems><UPC>u</UPC><ShippedQuantity>{2}</ShippedQuantity></LineItems></PickTicket>",
        "<Inventory><item><Warehouse>{0}</Warehouse><Upc>{1}</Upc><ActualQuantity>{2}</ActualQuantity></item></Inventory><TotalNumberOfBatches>{1}</TotalNumberOfBatches>",
    ];

    /// <summary>The port allows one kind of exception; whatever comes from outside must not make another.</summary>
    [Fact]
    public void Should_throw_nothing_but_connection_problems() =>
        Prop.ForAll(
                (
                    from slots in Gen.Elements(Slots).ListOf(3)
                    from odd in Gen.Elements(Odd).ListOf(3)
                    from cut in Gen.Frequency((4, Gen.Constant(1.0)), (1, Gen.Choose(0, 99).Select(i => i / 100.0)))
                    select (
                        Content: string.Concat(
                            slots.Select(slot =>
                                string.Format(
                                    System.Globalization.CultureInfo.InvariantCulture,
                                    slot,
                                    odd[0],
                                    odd[1],
                                    odd[2]
                                )
                            )
                        ),
                        Cut: cut
                    )
                ).ToArbitrary(),
                answer => Survives(answer.Content, answer.Cut).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static async Task<bool> Survives(string content, double cut)
    {
        var service = new RecordedService();
        foreach (
            var operation in new[]
            {
                "PickTicketAdd",
                "CancelPickTicket",
                "GetPickTicketAddStatus",
                "GetPickTicketsByOrderNumber",
                "GetPickTicketObjectByBarCode",
                "GetPickTicketStatusesByDate",
                "GetInventoryByBatch",
            }
        )
        {
            var body =
                $"<Envelope><Body><{operation}Response><{operation}Result>{content}</{operation}Result></{operation}Response></Body></Envelope>";
            service.Raw(operation, body[..(int)(body.Length * cut)]);
        }

        var warehouse = Warehouses.Create(service.Network);
        return await Keeps(() => warehouse.SubmitAsync(Samples.Delivery, CancellationToken.None))
            && await Keeps(() => warehouse.FindAsync("X1042", CancellationToken.None))
            && await Keeps(() => warehouse.CancelAsync("X1042", CancellationToken.None))
            && await Keeps(() => warehouse.ParcelsAsync("X1042", CancellationToken.None))
            && await Keeps(async () =>
                await warehouse.ProgressSinceAsync(DateTimeOffset.UtcNow, CancellationToken.None).ToListAsync()
            )
            && await Keeps(async () =>
                await warehouse.InventorySinceAsync(null, CancellationToken.None).Take(3).ToListAsync()
            );
    }

    private static async Task<bool> Keeps(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (ConnectionProblemException e)
        {
            return e.Message.Length < 5000;
        }
    }

    [Fact]
    public async Task Should_never_tell_a_secret_or_an_address()
    {
        var logger = new RecordingLogger();
        var service = new RecordedService();
        service
            .On("PickTicketAdd", RecordedService.Notification(9, "Odd", "no"))
            .On("GetPickTicketAddStatus", "")
            .On(
                "GetPickTicketsByOrderNumber",
                "",
                "<PickTicketNumbers><string>AX1042</string><string>BX1042</string></PickTicketNumbers>"
            )
            .On("GetPickTicketObjectByBarCode", "", "<PickTicket><ShipmentStatus>New</ShipmentStatus></PickTicket>");
        var warehouse = Warehouses.Create(service.Network, logger: logger);

        await warehouse.SubmitAsync(Samples.Delivery, TestContext.Current.CancellationToken);

        Assert.Contains(logger.Lines, line => line.Contains("BergenDeliveryDoubled", StringComparison.Ordinal));
        Assert.Contains(logger.Lines, line => line.Contains("BergenRefusedButThere", StringComparison.Ordinal));
        Assert.All(
            logger.Lines,
            line =>
            {
                Assert.DoesNotContain("s3cret", line);
                Assert.DoesNotContain("4KDXzyZbQVuNAMZJfHTRV1HbbhzmSq9WXpMvjPwdXYE=", line);
                Assert.DoesNotContain("Sample Street", line);
                Assert.Contains("acme-bergen", line);
            }
        );
    }
}
