using System.Buffers.Binary;
using System.Text;

namespace Crossdock.Telemetry.Tests.Received;

/// <summary>
/// The fields of one protobuf message as they lie on the wire (protobuf's encoding guide): enough to read OTLP without generated code,
/// and a reader that is not the sender's own.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    /// <exception cref="InvalidDataException">It is no protobuf message.</exception>
    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add((number, Varint(ref bytes), default));
                    break;
                case 1:
                    var eight = Take(ref bytes, 8);
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(eight.Span), default));
                    break;
                case 2:
                    fields.Add((number, 0, Take(ref bytes, Varint(ref bytes))));
                    break;
                case 5:
                    var four = Take(ref bytes, 4);
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(four.Span), default));
                    break;
                default:
                    throw new InvalidDataException($"Field {number} has wire type {tag & 7}.");
            }
        }
    }

    /// <summary>The message in a field that occurs once or never.</summary>
    public ProtoMessage? One(int number) => All(number).LastOrDefault();

    /// <summary>The messages in a repeated field.</summary>
    public IEnumerable<ProtoMessage> All(int number) =>
        fields.Where(f => f.Number == number).Select(f => new ProtoMessage(f.Bytes));

    public bool Has(int number) => fields.Exists(f => f.Number == number);

    /// <summary>A whole number, fixed or not; 0 where the field is left out.</summary>
    public ulong Number(int number) => fields.LastOrDefault(f => f.Number == number).Value;

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>In lower-case hexadecimal digits, as ids are written.</summary>
    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    private ReadOnlySpan<byte> Bytes(int number) => fields.LastOrDefault(f => f.Number == number).Bytes.Span;

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, ulong length)
    {
        if (length > (ulong)bytes.Length)
        {
            throw new InvalidDataException("It ends in the middle of a field.");
        }

        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number does not end.");
    }
}
