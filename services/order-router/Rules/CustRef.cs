using System.Text;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The delivery's reference (<c>cust_ref</c>): an order number that any warehouse accepts, short and still unique.</summary>
public static class CustRef
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 20;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int HashLength = 7;

    /// <summary>
    /// As many of the order number's last letters and digits as fit, a dash, and 35 bits of the delivery's id: for
    /// "#1042" something like <c>1042-7F3KQ9B</c>.
    /// </summary>
    public static string For(string orderNumber, Guid deliveryId)
    {
        var readable = new string([.. orderNumber.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        const int Room = MaxLength - HashLength - 1;
        var reference = new StringBuilder(MaxLength);
        if (readable.Length > 0)
        {
            // The end of an order number distinguishes orders; its beginning is mostly the same.
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
