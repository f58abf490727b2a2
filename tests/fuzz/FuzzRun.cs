using System.Diagnostics;
using System.Globalization;
using Crossdock.Fuzz.Entrances;

namespace Crossdock.Fuzz;

/// <summary>Gives every entrance its share of mutated inputs, one at a time, and watches time, memory and what they throw.</summary>
internal static class FuzzRun
{
    /// <summary>Generous, because other programs use the processors too: a hang is longer.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    /// <summary>What an input may allocate, beside what follows from its size.</summary>
    private const long MaxBytes = 48L * 1024 * 1024;

    /// <summary>And for each of its bytes.</summary>
    private const long MaxBytesPerByte = 300;

    public static IReadOnlyList<Entrance> All() =>
        [
            new FormEntrance("messages"),
            new FormEntrance("sqlite"),
            new FormEntrance("mongodb"),
            new OrderFileEntrance(),
            new AnswerFileEntrance(),
            new CommerceEntrance(),
            new BergenEntrance(),
            new WebhookEntrance(),
            new ApiEntrance(),
        ];

    public static async Task<IReadOnlyList<FuzzRow>> RunAsync(
        int inputs,
        int seed,
        TimeSpan end,
        string? only,
        Action<string> report
    )
    {
        var chosen = All().Where(entrance => only is null || entrance.Name == only).ToList();
        var shares = chosen.Sum(entrance => entrance.Share);
        var started = Stopwatch.StartNew();
        var rows = new List<FuzzRow>();
        foreach (var entrance in chosen)
        {
            await using (entrance)
            {
                var row = new FuzzRow(entrance.Name);
                rows.Add(row);
                var share = (long)inputs * entrance.Share / shares;
                var until =
                    end == TimeSpan.MaxValue
                        ? end
                        : started.Elapsed + (end - started.Elapsed) / (chosen.Count - rows.Count + 1);
                await entrance.StartAsync();
                for (var i = 0; i < share && started.Elapsed < until; i++)
                {
                    await OneAsync(entrance, row, seed, i);
                }

                report(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{started.Elapsed.TotalSeconds, 6:F0} s  {row.Entrance}: {row.Inputs} inputs, {row.Findings.Count} findings"
                    )
                );
                foreach (var (kind, example) in row.Findings)
                {
                    report($"  {kind}\n    {example}");
                }
            }
        }

        return rows;
    }

    private static async Task OneAsync(Entrance entrance, FuzzRow row, int seed, int number)
    {
        // One of these numbers alone shows a finding again.
        var random = new Random(unchecked((seed * 1_000_003) ^ (number * 7_919) ^ Sum(entrance.Name)));
        var (before, clock) = (GC.GetTotalAllocatedBytes() - Mutator.Allocated, Stopwatch.StartNew());
        try
        {
            var outcome = await entrance.TryAsync(random).WaitAsync(MaxTime);
            row.Accepted += outcome.IsAccepted ? 1 : 0;
            var allocated = GC.GetTotalAllocatedBytes() - Mutator.Allocated - before;
            row.PeakBytes = Math.Max(row.PeakBytes, allocated);
            if (allocated > MaxBytes + MaxBytesPerByte * outcome.Bytes)
            {
                Find($"{allocated / 1024 / 1024} MiB for {outcome.Bytes} bytes", "memory");
            }
        }
        catch (TimeoutException)
        {
            Find($"more than {MaxTime.TotalSeconds} s", "hang");
        }
        catch (Exception e)
        {
            Find(e.ToString(), Kind(e));
        }

        row.Inputs++;
        row.SlowestMilliseconds = Math.Max(row.SlowestMilliseconds, clock.Elapsed.TotalMilliseconds);

        void Find(string what, string kind) => row.Findings.TryAdd(kind, $"input {number}: {what}");
    }

    /// <summary>The same for the same place.</summary>
    private static string Kind(Exception e)
    {
        var place = e
            .StackTrace?.Split('\n')
            .FirstOrDefault(line => line.Contains("Crossdock.", StringComparison.Ordinal));
        return e is FuzzException
            ? $"FuzzException {e.Message[..Math.Min(e.Message.Length, 60)]}"
            : $"{e.GetType().Name}{place}";
    }

    /// <summary>Not the runtime's hash, which differs from run to run.</summary>
    private static int Sum(string name) => name.Aggregate(17, (sum, c) => sum * 31 + c);
}
