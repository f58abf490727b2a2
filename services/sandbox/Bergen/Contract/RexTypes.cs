using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen.Contract;

/// <summary>An element of a type, or an argument.</summary>
/// <param name="Type">Its type; for a reference, the element that it refers to.</param>
internal sealed record RexElement(
    XName Name,
    XName Type,
    bool IsReference,
    bool Required,
    bool Many,
    bool Nillable,
    string? Default
);

/// <summary>A complex type. The elements of its base come first.</summary>
internal sealed record RexType(XName Name, XName? Base, IReadOnlyList<RexElement> Elements);

/// <summary>A text with a fixed set of values.</summary>
internal sealed record RexEnum(XName Name, IReadOnlyList<string> Values);

/// <summary>An operation: its arguments and the type of its result.</summary>
internal sealed record RexOperation(string Name, XName Result, IReadOnlyList<RexElement> Arguments)
{
    /// <summary>The token argument, which has two spellings; null for the operation that issues the token.</summary>
    public string? Token =>
        Arguments
            .Select(argument => argument.Name.LocalName)
            .FirstOrDefault(name => name.Equals("AuthenticationString", StringComparison.OrdinalIgnoreCase));
}
