using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>One operation: how its token argument is spelt, its type as a plain HTTP answer, and what it does.</summary>
internal sealed record BergenOperation(
    string Token,
    string ResultType,
    Func<BergenCall, IEnumerable<XElement>> Work,
    bool PlainHttp = true
);

/// <summary>The operations of the service by name.</summary>
internal sealed class BergenOperations(
    TicketOperations tickets,
    InventoryOperations inventory,
    ProductOperations products
)
{
    private const string Upper = "AuthenticationString";
    private const string Lower = "authenticationString";

    public IReadOnlyDictionary<string, BergenOperation> All { get; } =
        new Dictionary<string, BergenOperation>(StringComparer.Ordinal)
        {
            ["PickTicketAdd"] = new(Upper, "WsResponse", tickets.Add, PlainHttp: false),
            ["GetPickTicketAddStatus"] = new(
                Lower,
                "PickTicketAddStatusResponse",
                tickets.AddStatus
            ),
            ["GetPickTicketsByOrderNumber"] = new(
                Lower,
                "GetPTsByOrderNumberResponse",
                tickets.ByOrderNumber
            ),
            ["CancelPickTicket"] = new(Upper, "WsResponse", tickets.Cancel),
            ["GetPickTicketObjectByBarCode"] = new(
                Upper,
                "GetPickTicketResponse",
                tickets.ByBarCode
            ),
            ["GetPickTicketObjectItemsInBoxes"] = new(
                Upper,
                "PickTicketObjectItemsInBoxesResponse",
                tickets.Boxes
            ),
            ["GetPickTicketStatusesByDate"] = new(
                Upper,
                "PickTicketStatusByDateResponse",
                tickets.StatusesByDate
            ),
            ["GetPickTicketStatusesByShipDate"] = new(
                Upper,
                "PickTicketStatusByDateResponse",
                tickets.StatusesByShipDate
            ),
            ["GetPickTickesByStatusAndCreateDate"] = new(
                Upper,
                "PickTicketByStatusAndCreateDateResponse",
                tickets.ByStatusAndCreateDate
            ),
            ["GetInventory"] = new(Upper, "InventoryResponse", inventory.All),
            ["GetInventoryByBatch"] = new(Lower, "InventoryByBatchResponse", inventory.ByBatch),
            ["GetInventoryFromDateTime"] = new(Upper, "InventoryResponse", inventory.FromDateTime),
            ["GetInventoryFromDateTimeByBatch"] = new(
                Lower,
                "InventoryByBatchResponse",
                inventory.FromDateTimeByBatch
            ),
            ["GetInventoryByUPCs"] = new(Upper, "InventoryResponse", inventory.ByUpcs),
            ["GetInventoryByStyle"] = new(Upper, "InventoryResponse", inventory.ByStyle),
            ["GetProductQuantitiesByUpc"] = new(
                Upper,
                "GetProductQuantitiesbyUpcResponse",
                inventory.Quantities
            ),
            ["StyleMasterProductAdd"] = new(Upper, "WsResponse", products.Add, PlainHttp: false),
            ["GetStyleMasterProductAddStatus"] = new(Upper, "WsResponse", products.AddStatus),
            ["StyleMasterProductUpdateByUpc"] = new(
                Lower,
                "WsResponse",
                products.Update,
                PlainHttp: false
            ),
            ["GetPickTicketObjectItemsInBoxesV2"] = new(
                Lower,
                "PickTicketObjectItemsInBoxesResponseV2",
                tickets.BoxesV2
            ),
        };
}
