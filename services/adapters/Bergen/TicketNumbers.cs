using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads GetPickTicketsByOrderNumber.</summary>
internal static class TicketNumbers
{
    /// <summary>
    /// The numbers of the tickets that are the delivery with this reference. The warehouse puts a client code before the number
    /// that was sent (<c>YORA1A</c> + <c>23022012012557</c>) [inferred]; where none looks so, the service's own answer is believed.
    /// One number twice is two tickets.
    /// </summary>
    public static IReadOnlyList<string> Read(XElement result, string reference)
    {
        List<string> all =
        [
            .. (result.Child("PickTicketNumbers")?.Elements() ?? [])
                .Select(element => element.Value.Trim())
                .Where(number => number.Length > 0),
        ];
        List<string> ours = [.. all.Where(number => number.EndsWith(reference, StringComparison.OrdinalIgnoreCase))];
        return ours.Count > 0 ? ours : all;
    }
}
