using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Crossdock.Adapters;
using Crossdock.Contracts;
using static Crossdock.Conformance.Mutants.Warehouses.WarehouseMutation;

namespace Crossdock.Conformance.Mutants.Warehouses;

public sealed class SampleWarehouseSettings : WarehouseSettings
{
    [Setting("the address of the system")]
    public required Uri Address { get; init; }

    [Setting("the key of the system", Secret = true)]
    public required string Key { get; init; }
}

/// <summary>Declares the sample warehouse, broken in one way or in none.</summary>
internal sealed class SampleWarehouseAdapter(WarehouseMutation mutation) : WarehouseAdapter<SampleWarehouseSettings>
{
    public override string Kind => "Sample";
    public override string Description => "A warehouse for the specs of the kit.";

    protected override IWarehouse Create(SampleWarehouseSettings settings, AdapterContext context)
    {
        var flaws = new SampleFlaws
        {
            NoTimeout = mutation == HasNoTimeout,
            NoBound = mutation == HasNoBound,
            NoRetryAt = mutation == NeverGivesRetryAt,
            TrustsAnyStatus = mutation is TrustsAnyRefusal,
            TrustsAny404 = mutation == TrustsAny404,
            LetsExceptionsThrough = mutation == ThrowsOnCorruptAnswer,
            TakesGivingUpForOutage = mutation == TakesGivingUpForAnOutage,
            SecretInMessage = mutation == TellsTheSecret ? settings.Key : null,
        };
        var http = context.CreateHttpClient(
            new FlawHandler(flaws),
            new SampleCall(settings.Timeout, context.Time, flaws, "delivery"),
            new AgainHandler(mutation == SendsAgainAfterAnyUnauthorized)
        );
        http.BaseAddress = settings.Address;
        http.DefaultRequestHeaders.Add("X-Key", settings.Key);
        return new SampleWarehouse(http, context.Time, mutation);
    }

    /// <summary>Sends again after a 401, as one who renews a token does; right only if the 401 is the system's own.</summary>
    private sealed class AgainHandler(bool isOn) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var answer = await base.SendAsync(request, cancellationToken);
            return isOn && answer.StatusCode == HttpStatusCode.Unauthorized
                ? await base.SendAsync(request, cancellationToken)
                : answer;
        }
    }
}

/// <summary>A small and correct adapter, with a switch for each way to break it.</summary>
internal sealed class SampleWarehouse(HttpClient http, TimeProvider time, WarehouseMutation mutation) : IWarehouse
{
    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        await GetAsync<SampleAccount>("account", cancellationToken);
        return "Signed in to the sample";
    }

    public async Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken)
    {
        var sent = new SampleDelivery
        {
            Reference = delivery.Reference,
            OrderNumber = mutation == DropsOrderNumber ? null : delivery.OrderNumber,
            ShipTo = Changed(delivery.ShipTo),
            Carrier = mutation == DropsCarrier ? null : delivery.Carrier,
            Service = mutation == DropsService ? null : delivery.Service,
            Notes = mutation == DropsNotes ? null : delivery.Instructions,
            Items =
            [
                .. delivery
                    .Items.Take(mutation == DropsSecondItem ? 1 : int.MaxValue)
                    .Select(item => new SampleItem(item.ItemCode, item.Quantity)),
            ],
        };
        HttpResponseMessage answer;
        try
        {
            answer = await http.PostAsJsonAsync("deliveries", sent, cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (mutation == SendsAgainWithoutLooking && e.Problem == ConnectionProblem.Unclear)
        {
            answer = await http.PostAsJsonAsync("deliveries", sent, cancellationToken);
        }

        using (answer)
        {
            if (mutation == TrustsAnyRefusal && answer.StatusCode == HttpStatusCode.UnprocessableEntity)
            {
                return new Submission.Refused("The sample refuses it");
            }

            var said = await ReadAsync(answer, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new Submission.Accepted(said!.Delivery!.Number)
                : new Submission.Refused(mutation == GivesNoReason ? "" : said?.Error ?? "");
        }
    }

    public async Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var page = await GetAsync<SamplePage>(
            $"deliveries?reference={Uri.EscapeDataString(reference)}",
            cancellationToken
        );
        // The search finds what begins with the reference.
        var found = page?.Deliveries?.FirstOrDefault(one => mutation == FindsByPrefix || one.Reference == reference);
        return found is null ? null : new Submission.Accepted(found.Number);
    }

    public async Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(
            $"deliveries/{Uri.EscapeDataString(warehouseNumber)}/cancel",
            null,
            cancellationToken
        );
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return mutation == SaysDoneOfWhatIsNotThere ? new Cancellation.Done() : new Cancellation.NotThere();
        }

        var said = await ReadAsync(answer, cancellationToken);
        return said?.Error switch
        {
            null => new Cancellation.Done(),
            "It is canceled already" when mutation != SaysTooLateWhenCanceled => new Cancellation.Done(),
            _ when mutation == SaysDoneWhenTooLate => new Cancellation.Done(),
            var why => new Cancellation.TooLate(why),
        };
    }

    public async IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var most = MaxPages(ReadsOnePageOfProgress, ReadsTwoPagesOfProgress);
        await foreach (var (page, _) in PagesAsync("deliveries", since, most, cancellationToken))
        {
            yield return [.. page.Deliveries!.Select(one => new DeliveryProgress(one.Number, KindOf(one), one.Status))];
        }
    }

    public async Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        var found = await GetAsync<SampleAnswer>(
            $"deliveries/{Uri.EscapeDataString(warehouseNumber)}",
            cancellationToken
        );
        if (found?.Delivery is not { } delivery)
        {
            return mutation == HasNoParcelsOfWhatIsNotThere
                ? []
                : throw new ConnectionProblemException(
                    ConnectionProblem.Refused,
                    $"The sample does not know the delivery {warehouseNumber}"
                );
        }

        return
        [
            .. delivery
                .Boxes.Take(mutation == GivesOneParcel ? 1 : int.MaxValue)
                .Select(box => new Parcel
                {
                    ParcelId = mutation == RenumbersParcels ? $"{Guid.NewGuid()}" : box.Tracking,
                    TrackingNumber = box.Tracking,
                    ShippedAt = box.LeftAt,
                    Items =
                    [
                        .. box.Items.Select(item => new ShippedItem { ItemCode = item.Code, Quantity = item.Units }),
                    ],
                }),
        ];
    }

    public async IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var most = MaxPages(ReadsOnePageOfStock, ReadsTwoPagesOfStock);
        await foreach (var (page, asked) in PagesAsync("stock", since, most, cancellationToken))
        {
            yield return
            [
                .. page.Stock!.Where(one => mutation != LeavesOutWhatIsSoldOut || one.Units > 0)
                    .Select(one => new StockReading
                    {
                        Warehouse = one.Building,
                        ItemCode = one.Code,
                        OnHand = mutation == GivesNegativeStock ? one.Units : Math.Max(0, one.Units),
                        ReadAt = mutation == ReadsTheClockAfterTheAnswer ? time.GetUtcNow() : asked,
                    }),
            ];
        }
    }

    private async IAsyncEnumerable<(SamplePage Page, DateTimeOffset Asked)> PagesAsync(
        string list,
        DateTimeOffset? since,
        int most,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var from = since is { } moment ? $"since={Uri.EscapeDataString($"{moment:O}")}" : "";
        for (var (next, count) = ((long?)0, 0); next is { } after && count < most; count++)
        {
            var asked = time.GetUtcNow();
            var page =
                await GetAsync<SamplePage>($"{list}?{from}&after={after}", cancellationToken)
                ?? throw new ConnectionProblemException(
                    ConnectionProblem.WrongAddress,
                    "There is no sample at this address"
                );
            yield return (page, asked);
            next = page.Next;
        }
    }

    private int MaxPages(WarehouseMutation one, WarehouseMutation two) =>
        mutation == one ? 1
        : mutation == two ? 2
        : int.MaxValue;

    private ProgressKind KindOf(SampleDelivery delivery) =>
        delivery.Status switch
        {
            "canceled" => ProgressKind.Canceled,
            "shipped" => ProgressKind.Shipped,
            "partly shipped" when mutation != CallsPartlyShippedShipped => ProgressKind.PartlyShipped,
            "partly shipped" => ProgressKind.Shipped,
            _ => ProgressKind.Moving,
        };

    private Address Changed(Address address) =>
        mutation switch
        {
            DropsPostalCode => address with { PostalCode = null },
            DropsSecondLine => address with { Line2 = null },
            DropsCompany => address with { Company = null },
            DropsPhone => address with { Phone = null },
            _ => address,
        };

    /// <summary>Null where the system says that it is not there.</summary>
    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await SampleJson.ReadAsync<T>(answer, cancellationToken);
    }

    private static Task<SampleAnswer?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        SampleJson.ReadAsync<SampleAnswer>(answer, cancellationToken);
}
