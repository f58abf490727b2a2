using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Writes an address as the service wants it, or says what is wrong with it.</summary>
internal static class AddressRules
{
    /// <param name="name">The element: <c>ShipToAddress</c> or <c>BillToAddress</c>.</param>
    /// <param name="what">The address in words, for the sentences.</param>
    public static XElement Write(string name, string what, Address address, FieldLimits limits, TicketProblems problems)
    {
        var first = problems.Text($"first name of the {what}", address.FirstName, limits.Name);
        var last = problems.Text($"last name of the {what}", address.LastName, limits.Name);
        var company = problems.Text($"company of the {what}", address.Company, limits.Name);
        // A company alone is an addressee, and so is a person whose whole name stands in one field.
        problems.Require($"name of the {what}", first ?? last ?? company);

        problems.NoteReplaced($"first line of the {what}", address.Line1);
        problems.NoteReplaced($"second line of the {what}", address.Line2);
        var (line1, line2) = Lines(address, limits.Address);
        line1 = problems.Text($"first line of the {what}", line1, limits.Address);
        line2 = problems.Text($"second line of the {what}", line2, limits.Address);
        problems.Require($"street of the {what}", line1);

        var country = problems.Text(
            $"country of the {what}",
            Countries.NameOf(FieldText.Clean(address.CountryCode), FieldText.Clean(address.Country)),
            limits.City
        );
        problems.Require($"country of the {what}", country);
        var isUsa = country == Countries.Usa;
        var region = problems.Text($"state or region of the {what}", address.State, limits.City);
        var zip = problems.Text($"postal code of the {what}", address.PostalCode, limits.PostalCode);
        if (isUsa)
        {
            problems.Require($"ZIP code of the {what}", zip);
        }

        var city = problems.Text($"city of the {what}", address.City, limits.City) ?? Countries.CityOf(country);
        var fields = new (string Name, string? Value)[]
        {
            ("FirstName", first),
            ("LastName", last),
            ("CompanyName", company),
            ("Address1", line1),
            ("Address2", line2),
            ("City", problems.Require($"city of the {what}", city)),
            ("State", isUsa ? State(what, region, problems) : null),
            ("Zip", zip),
            ("Country", country),
            ("Non_US_Region", isUsa ? null : region),
            ("Phone", problems.Text($"telephone of the {what}", address.Phone, limits.Contact)),
            ("Email", problems.Text($"e-mail of the {what}", address.Email, limits.Contact)),
        };
        return new XElement(
            RexNamespaces.PickTicket + name,
            fields
                .Where(field => field.Value is not null)
                .Select(field => new XElement(RexNamespaces.CustomerOrder + field.Name, field.Value))
        );
    }

    /// <summary>The service refuses an address in the USA without a state (code 10); here it is said before anything is sent.</summary>
    private static string? State(string what, string? state, TicketProblems problems)
    {
        if (state is null)
        {
            problems.Add($"The {what} is in the USA and has no state: add it.");
            return null;
        }

        if (UsStates.CodeOf(state) is { } code)
        {
            return code;
        }

        problems.Add($"The {what} has \"{state}\" for a state, which is not a state of the USA: correct it.");
        return null;
    }

    /// <summary>What is too long for the first line goes on in the second, broken at a blank where there is one.</summary>
    private static (string Line1, string Line2) Lines(Address address, int limit)
    {
        var line1 = FieldText.Clean(address.Line1);
        var line2 = FieldText.Clean(address.Line2);
        if (line1.Length == 0)
        {
            (line1, line2) = (line2, "");
        }

        if (line1.Length <= limit)
        {
            return (line1, line2);
        }

        var blank = line1.LastIndexOf(' ', limit);
        var end = blank > 0 ? blank : WholeCharacters(line1, limit);
        var rest = line1[end..].TrimStart(' ');
        return (line1[..end], line2.Length == 0 ? rest : $"{rest}, {line2}");
    }

    private static int WholeCharacters(string text, int length) =>
        char.IsLowSurrogate(text[length]) ? length - 1 : length;
}
