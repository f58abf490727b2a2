using Crossdock.Sandbox.Faults;

namespace Crossdock.Sandbox.Control;

/// <summary>Adds, lists and clears faults.</summary>
internal static class FaultEndpoints
{
    public static void MapFaultEndpoints(this RouteGroupBuilder control, FaultTable faults)
    {
        control.MapPost("/faults", (FaultRequest sent) => Add(faults, sent));
        control.MapGet(
            "/faults",
            () => Results.Json(faults.All.Select(one => new { rule = one.Rule, hits = one.Hits }))
        );
        control.MapDelete(
            "/faults",
            () =>
            {
                faults.Clear();
                return Results.NoContent();
            }
        );
    }

    private static IResult Add(FaultTable faults, FaultRequest sent)
    {
        if (Problem(sent) is { } problem)
        {
            return Results.BadRequest(new { error = problem });
        }

        FaultRule[] rules = sent.Preset is not null
            ? [.. FaultPresets.All(sent.Seed, sent.Milliseconds ?? 2000)]
            : [new(sent.Operation, sent.Fault!, sent.Count, sent.Probability, sent.Seed, sent.Milliseconds, sent.Upc)];
        faults.Add(rules);
        return Results.Json(rules, statusCode: 201);
    }

    private static string? Problem(FaultRequest sent) =>
        sent switch
        {
            { Preset: not (null or "all") } => "preset must be all",
            { Fault: null, Preset: null } => "fault or preset must be set",
            { Fault: { } fault } when !FaultKinds.All.Contains(fault) =>
                $"fault must be one of {string.Join(", ", FaultKinds.All)}",
            { Probability: < 0 or > 1 } => "probability must be from 0 to 1",
            { Count: < 1 } => "count must be 1 or more",
            { Milliseconds: < 0 or > 600_000 } => "milliseconds must be from 0 to 600000",
            { Operation.Length: > 100 } => "operation must not be longer than 100 characters",
            _ => null,
        };
}

/// <summary>A fault, or a preset with its seed.</summary>
internal sealed record FaultRequest(
    string? Preset = null,
    string Operation = "*",
    string? Fault = null,
    int? Count = null,
    double Probability = 1,
    int Seed = 1,
    int? Milliseconds = null,
    string? Upc = null
);
