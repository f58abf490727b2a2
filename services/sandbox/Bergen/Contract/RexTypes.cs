using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen.Contract;

/// <summary>An element of a type, or an argument.</summary>
/// <param name="Type">What it holds; of a reference, the element that it stands for.</param>
internal sealed record RexElement(
    XName Name,
    XName Type,
    bool IsReference,
    bool Required,
    bool Many,
    bool Nillable,
    string? Default
);

/// <summary>A complex type; what it extends comes first.</summary>
internal sealed record RexType(XName Name, XName? Base, IReadOnlyList<RexElement> Elements);

/// <summary>A text that is one of a few.</summary>
internal sealed record RexEnum(XName Name, IReadOnlyList<string> Values);

/// <summary>An operation: its arguments and the type of its result.</summary>
internal sealed record RexOperation(string Name, XName Result, IReadOnlyList<RexElement> Arguments)
{
    /// <summary>How the argument of the token is spelt, for it is spelt in two ways; null for the operation that gives it.</summary>
    public string? Token =>
        Arguments
            .Select(argument => argument.Name.LocalName)
            .FirstOrDefault(name => name.Equals("AuthenticationString", StringComparison.OrdinalIgnoreCase));
}
