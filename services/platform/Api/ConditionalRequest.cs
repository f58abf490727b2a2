using System.ComponentModel;
using System.Globalization;
using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Crossdock.Platform.Api;

/// <summary>For which version of what it replaces or deletes a request is meant (RFC 9110, If-Match and If-None-Match).</summary>
public sealed class ConditionalRequest
{
    [
        FromHeader(Name = "If-Match"),
        Description("The ETag of the version that the change is meant for, or * for any; another one answers 412.")
    ]
    public string? IfMatch { get; init; }

    [
        FromHeader(Name = "If-None-Match"),
        Description("* if the change is meant only for a name that is not in use; otherwise it answers 412.")
    ]
    public string? IfNoneMatch { get; init; }

    /// <exception cref="SettingException">A header cannot be read.</exception>
    public VersionCondition Condition
    {
        get
        {
            var (match, noneMatch) = (Read("If-Match", IfMatch), Read("If-None-Match", IfNoneMatch));
            return new(version => match?.Invoke(version) != false && noneMatch?.Invoke(version) != true);
        }
    }

    /// <summary>As a header; null for what is not stored, and so has no version.</summary>
    internal static string? TagOf(int? version) =>
        version is { } number ? string.Create(CultureInfo.InvariantCulture, $"\"{number}\"") : null;

    /// <summary>Whether the header names a version; null where there is no header.</summary>
    private static Func<int?, bool>? Read(string name, string? header)
    {
        if (header is null)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList([header], out var tags) || tags.Count == 0)
        {
            throw new SettingException(name, "is not an ETag", "send back the ETag as it came, in its quotes, or *");
        }

        // A weak tag names no exact version.
        return version =>
            version is not null
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == TagOf(version)));
    }
}

/// <summary>Endpoints whose answers have a version.</summary>
public static class Versions
{
    /// <summary>Describes the ETag that <see cref="Tag"/> answers with.</summary>
    public static TBuilder WithVersion<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Versioned());

    /// <param name="response">Its ETag becomes the version.</param>
    /// <param name="version">Null for what is not stored.</param>
    public static void Tag(this HttpResponse response, int? version) =>
        response.Headers.ETag = ConditionalRequest.TagOf(version);

    internal sealed record Versioned;
}
