using System.Text;

namespace Crossdock.Adapters.FileDrop;

/// <summary>The text of a file.</summary>
/// <param name="Text">Bytes that are none of its encoding stand as U+FFFD.</param>
/// <param name="HasBadBytes">True if there were any: whatever part holds U+FFFD is not what somebody wrote.</param>
internal sealed record DropText(string Text, bool HasBadBytes)
{
    public const string BadBytes = "it holds bytes that are not UTF-8: save the file as UTF-8";

    /// <summary>UTF-8, or UTF-16 where the file begins with its mark.</summary>
    public static DropText Of(ReadOnlySpan<byte> bytes)
    {
        var encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        try
        {
            var strict = Encoding.GetEncoding(
                encoding.CodePage,
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            );
            return new(strict.GetString(bytes).TrimStart('\uFEFF'), HasBadBytes: false);
        }
        catch (DecoderFallbackException)
        {
            return new(encoding.GetString(bytes).TrimStart('\uFEFF'), HasBadBytes: true);
        }
    }

    /// <summary>True if this part of the text holds bytes that could not be read.</summary>
    public bool IsBad(string part) => HasBadBytes && part.Contains('\uFFFD', StringComparison.Ordinal);
}
