using System.Globalization;
using System.Net;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_the_rate_limit_is_reached
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 1, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Reset = new(2026, 11, 20, 12, 5, 0, TimeSpan.Zero);

    private readonly StandingClock clock = new(Noon);
    private readonly RateLimiter limiter;

    public When_the_rate_limit_is_reached() => limiter = new RateLimiter(60, clock);

    private void Observe(int remaining, HttpStatusCode status = HttpStatusCode.OK, int limit = 300)
    {
        using var answer = new HttpResponseMessage(status);
        answer.Headers.Add("X-Rate-Limit-Limit", limit.ToString(CultureInfo.InvariantCulture));
        answer.Headers.Add("X-Rate-Limit-Remaining", remaining.ToString(CultureInfo.InvariantCulture));
        answer.Headers.Add("X-Rate-Limit-Reset", Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        limiter.Observe(status, answer.Headers);
    }

    [Fact]
    public void Should_keep_the_reserve_for_urgent_work()
    {
        Observe(remaining: 60);
        var problem = Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Routine));
        Assert.Equal((ConnectionProblem.Throttled, Reset), (problem.Problem, problem.RetryAt));
        limiter.Take(Work.Urgent);
    }

    [Fact]
    public void Should_count_the_calls_under_way()
    {
        Observe(remaining: 62);
        limiter.Take(Work.Routine);
        limiter.Take(Work.Routine);
        Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Routine));
    }

    [Fact]
    public void Should_never_stop_where_the_service_does_not_count()
    {
        for (var calls = 0; calls < 1000; calls++)
        {
            limiter.Take(Work.Routine);
            Observe(remaining: 300);
        }
    }

    [Fact]
    public void Should_stop_all_work_after_a_429_until_the_reset()
    {
        Observe(remaining: 200, HttpStatusCode.TooManyRequests);
        Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Urgent));
        clock.Now = Reset;
        limiter.Take(Work.Routine);
    }

    [Fact]
    public void Should_wait_for_the_next_five_minute_mark_after_a_429_without_headers()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        limiter.Observe(answer.StatusCode, answer.Headers);
        var problem = Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Urgent));
        Assert.Equal(Reset, problem.RetryAt);
    }

    [Fact]
    public void Should_leave_routine_work_half_of_a_small_limit()
    {
        Observe(remaining: 21, limit: 40);
        limiter.Take(Work.Routine);
        Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Routine));
    }

    [Theory]
    [InlineData("Retry-After", "90", "12:02:30")]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 12:03:00 GMT", "12:03:00")]
    [InlineData("Retry-After", "soon", "12:05:00")]
    [InlineData("Retry-After", "86400", "12:05:00")]
    [InlineData("X-Rate-Limit-Reset", "never", "12:05:00")]
    // While the answer was on its way.
    [InlineData("X-Rate-Limit-Reset", "1795176055", "12:01:02")]
    // Long ago, as our clock has it.
    [InlineData("X-Rate-Limit-Reset", "1611184500", "12:05:00")]
    public void Should_retry_when_a_429_asks_for_it_within_limits(string header, string value, string time)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        Assert.True(answer.Headers.TryAddWithoutValidation(header, value));
        limiter.Observe(answer.StatusCode, answer.Headers);
        var problem = Assert.Throws<ConnectionProblemException>(() => limiter.Take(Work.Urgent));
        Assert.Equal(time, problem.RetryAt!.Value.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Should_count_what_is_left_for_each_kind_of_work()
    {
        Assert.Null(limiter.Left(Work.Routine));
        Observe(remaining: 100);
        Assert.Equal((40, 100), (limiter.Left(Work.Routine), limiter.Left(Work.Urgent)));
        Observe(remaining: 10);
        Assert.Equal((0, 10), (limiter.Left(Work.Routine), limiter.Left(Work.Urgent)));
        clock.Now = Reset;
        Assert.Null(limiter.Left(Work.Urgent));
    }
}
