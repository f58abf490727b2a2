using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What each operation does, by name: it answers the children of its result.</summary>
internal sealed class BergenOperations(
    TicketOperations tickets,
    InventoryOperations inventory,
    ProductOperations products,
    ReceivingOperations receiving
)
{
    public IReadOnlyDictionary<string, Func<BergenCall, IEnumerable<XElement>>> All { get; } =
        new Dictionary<string, Func<BergenCall, IEnumerable<XElement>>>(StringComparer.Ordinal)
        {
            ["PickTicketAdd"] = tickets.Add,
            ["GetPickTicketAddStatus"] = tickets.AddStatus,
            ["GetPickTicketsByOrderNumber"] = tickets.ByOrderNumber,
            ["CancelPickTicket"] = tickets.Cancel,
            ["GetPickTicketObjectByBarCode"] = tickets.ByBarCode,
            ["GetPickTicketObjectItemsInBoxes"] = tickets.Boxes,
            ["GetPickTicketObjectItemsInBoxesV2"] = tickets.BoxesV2,
            ["GetPickTicketStatusesByDate"] = tickets.StatusesByDate,
            ["GetPickTicketStatusesByShipDate"] = tickets.StatusesByShipDate,
            ["GetPickTickesByStatusAndCreateDate"] = tickets.ByStatusAndCreateDate,
            ["GetInventory"] = inventory.All,
            ["GetInventoryByBatch"] = inventory.ByBatch,
            ["GetInventoryFromDateTime"] = inventory.FromDateTime,
            ["GetInventoryFromDateTimeByBatch"] = inventory.FromDateTimeByBatch,
            ["GetInventoryByUPCs"] = inventory.ByUpcs,
            ["GetInventoryByStyle"] = inventory.ByStyle,
            ["GetProductQuantitiesByUpc"] = inventory.Quantities,
            ["StyleMasterProductAdd"] = products.Add,
            ["GetStyleMasterProductAddStatus"] = products.AddStatus,
            ["StyleMasterProductUpdateByUpc"] = products.Update,
            ["ReceivingTicketAdd"] = receiving.Add,
            ["GetReceivingTicketAddStatus"] = receiving.AddStatus,
            ["GetReceivingTicketsByPO"] = receiving.ByPo,
            ["GetReceivingTicketObjectByTicketNo"] = receiving.ByTicketNo,
            ["GetReceivingTicketsByStatusAndCreateDate"] = receiving.ByStatusAndCreateDate,
            ["GetReceivingStatusesByDate"] = receiving.StatusesByDate,
            ["GetReceivingStatusesByDateConfigurable"] = receiving.StatusesByDateConfigurable,
        };
}
