using System.Text.Json.Nodes;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>How one kind of message, document or enumeration is written, and what this version understands of what was written before.</summary>
/// <param name="Folder">Of its samples.</param>
/// <param name="Name">Of the kind; its samples are named after it.</param>
/// <param name="Write">A sample as this version writes it.</param>
/// <param name="Read">What this version has read of a sample; null if it is not of this kind.</param>
internal sealed record WrittenForm(string Folder, string Name, Func<JsonNode> Write, Func<JsonNode, object?> Read)
{
    /// <summary>What was read, as this version writes it.</summary>
    public required Func<object, JsonNode> WriteAgain { get; init; }

    /// <summary>A value of it with a null in every property that may have one.</summary>
    public required Func<object> Bare { get; init; }

    public override string ToString() => $"{Folder}/{Name}";
}
