using System.Xml.Linq;
using Crossdock.Adapters.Bergen;
using Crossdock.Bergen.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_holds_any_text
{
    [Fact]
    public void Should_survive_any_text_in_any_field() =>
        Prop.ForAll<string, string, string>(
                (name, street, note) =>
                {
                    var delivery = Samples.Delivery with
                    {
                        ShipTo = Samples.Address with { Company = name, Line1 = street },
                        Instructions = note,
                    };
                    var wide = Tickets.Settings with
                    {
                        Limits = new()
                        {
                            Name = 9999,
                            Address = 9999,
                            Instructions = 9999,
                        },
                    };
                    var (ticket, reason) = Tickets.Try(delivery, wide);
                    if (ticket is null)
                    {
                        return reason is { Length: > 0 };
                    }

                    var bytes = SoapEnvelope.Write("PickTicketAdd", [ticket]);
                    using var stream = new MemoryStream(bytes);
                    var read = XElement.Load(stream);
                    return read.Descendants().Last(e => e.Name.LocalName == "LastName").Value == "Example"
                        && (
                            read.Descendants().FirstOrDefault(e => e.Name.LocalName == "SpecialInstructions")?.Value
                            ?? ""
                        ) == FieldText.Clean(note);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_clean_text_once_and_for_all_and_lose_no_visible_character() =>
        Prop.ForAll<string>(text =>
            {
                var clean = FieldText.Clean(text);
                return FieldText.FitsXml(clean)
                    && FieldText.Clean(clean) == clean
                    && Letters(clean) == Letters(text ?? "");
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_write_every_whole_quantity_as_a_whole_number() =>
        Prop.ForAll(
                Gen.Choose(1, 1_000_000).ToArbitrary(),
                quantity =>
                    Tickets.Field(
                        Tickets.Write(
                            Samples.Delivery with
                            {
                                Items = [Samples.Delivery.Items[0] with { Quantity = quantity * 1.000m }],
                            }
                        ),
                        "LineItem",
                        "Quantity"
                    ) == quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
            .QuickCheckThrowOnFailure();

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
