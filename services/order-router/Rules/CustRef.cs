using System.Text;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The field's cust_ref: an order number that any warehouse takes, short and still unique.</summary>
public static class CustRef
{
    /// <summary>In characters, at most.</summary>
    public const int MaxLength = 20;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int HashLength = 7;

    /// <summary>
    /// The letters and digits of the order number that are left after its last ones fit, a dash, and 35 bits of the delivery's id: for
    /// "#1042" something like <c>1042-7F3KQ9B</c>.
    /// </summary>
    public static string For(string orderNumber, Guid deliveryId)
    {
        var readable = new string([.. orderNumber.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        const int Room = MaxLength - HashLength - 1;
        var reference = new StringBuilder(MaxLength);
        if (readable.Length > 0)
        {
            // The end of a number tells orders apart, its beginning is mostly the same.
            reference.Append(readable.Length <= Room ? readable : readable[^Room..]).Append('-');
        }

        var bits = BitConverter.ToUInt64(deliveryId.ToByteArray());
        for (var i = 0; i < HashLength; i++)
        {
            reference.Append(Alphabet[(int)((bits >> (5 * i)) & 31)]);
        }

        return reference.ToString();
    }
}
