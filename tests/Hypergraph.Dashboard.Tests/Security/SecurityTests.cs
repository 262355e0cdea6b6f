using System.Net;
using System.Text.Json;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Tries to read what may not be read, and to change what may not be changed.</summary>
public sealed class SecurityTests
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string, string) FarAway = (TestApplication.ClientHeader, "203.0.113.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths =>
        ["", "assets/dashboard.js", "api/info", "api/runs/stream", "api/runs/KEY/stream", "api/runs/KEY/graph", "api/runs/KEY/failures", "api/runs/KEY/events", "api/runs/KEY/timeline", "api/runs/KEY/items", "api/runs/KEY/stored"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Client_On_another_machine_Is_refused(string path)
    {
        await using TestApplication application = await TestApplication.StartAsync();
        string key = await SecretRun.PauseAsync(application);

        using HttpResponseMessage response = await application.GetAsync(path.Replace("KEY", key, StringComparison.Ordinal), FarAway);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("The dashboard answers only this machine. Call RequireAuthorization on what MapHypergraph returns, or set DashboardOptions.AllowRemoteWithoutAuthorization.", await DetailAsync(response));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Client_On_this_machine_Is_answered(string address)
    {
        await using TestApplication application = await TestApplication.StartAsync();

        using HttpResponseMessage response = await application.GetAsync("api/info", (TestApplication.ClientHeader, address));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(application.Log.Messages);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task Client_On_another_machine_Cannot_claim_to_be_on_this_one(string header, string value)
    {
        await using TestApplication application = await TestApplication.StartAsync();

        using HttpResponseMessage response = await application.GetAsync("api/info", FarAway, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task With_a_policy_It_decides_for_all_clients()
    {
        await using TestApplication application = await TestApplication.StartAsync(requiresUser: true);

        using HttpResponseMessage near = await application.GetAsync("api/info");
        using HttpResponseMessage far = await application.GetAsync("api/info", FarAway);
        using HttpResponseMessage user = await application.GetAsync("api/info", FarAway, (TestUsers.Header, "ann"), ("Host", "dashboard.example"));
        using HttpResponseMessage post = await application.PostAsync("api/runs/1/stop", "{}", ("Content-Type", "application/json"));

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            [near.StatusCode, far.StatusCode, user.StatusCode, post.StatusCode]);
        Assert.Empty(application.Log.Messages);
    }

    [Fact]
    public async Task With_a_policy_A_user_without_the_token_changes_nothing()
    {
        await using TestApplication application = await TestApplication.StartAsync(requiresUser: true);
        string key = await SecretRun.PauseAsync(application);

        using HttpResponseMessage response = await application.PostAsync($"api/runs/{key}/answer", await AnswerAsync(application), (TestUsers.Header, "ann"), ("Content-Type", "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(1, await QuestionsAsync(application));
    }

    [Fact]
    public async Task Remote_client_That_is_allowed_Is_answered_with_one_warning()
    {
        await using TestApplication application = await TestApplication.StartAsync(o => o.AllowRemoteWithoutAuthorization = true);

        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await application.GetAsync("api/info", FarAway);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(
            "Warning: The dashboard answers clients on other machines without authorization, such as 203.0.113.7. Any client that reaches this port sees all runs.",
            Assert.Single(application.Log.Messages));
    }

    [Fact]
    public async Task Remote_client_That_is_allowed_Needs_a_known_name_of_the_host()
    {
        await using TestApplication application = await TestApplication.StartAsync(o => o.AllowRemoteWithoutAuthorization = true);

        using HttpResponseMessage response = await application.GetAsync("api/info", FarAway, ("Host", "rebound.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Server_On_all_addresses_Does_not_start_unless_that_is_allowed()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => DashboardServer.StartAsync(new DashboardServerOptions { Address = IPAddress.Any }, Token));
        Assert.Equal("0.0.0.0 can be reached from other machines. Set DashboardOptions.AllowRemoteWithoutAuthorization if all clients there may see all runs.", error.Message);

        await using DashboardServer allowed = await DashboardServer.StartAsync(new DashboardServerOptions { Address = IPAddress.Any, Configure = o => o.AllowRemoteWithoutAuthorization = true }, Token);
        Assert.NotEqual(0, allowed.Address.Port);
    }

    [Theory]
    [InlineData("rebound.example")]
    [InlineData("rebound.example:80")]
    [InlineData("localhost.rebound.example")]
    [InlineData("127.0.0.1.rebound.example")]
    [InlineData("not-localhost")]
    [InlineData("localhost.")]
    public async Task Host_With_another_name_Is_refused(string host)
    {
        await using TestApplication application = await TestApplication.StartAsync();
        string key = await SecretRun.PauseAsync(application);
        string token = await application.TokenAsync();

        using HttpResponseMessage page = await application.GetAsync(string.Empty, ("Host", host));
        using HttpResponseMessage info = await application.GetAsync("api/info", ("Host", host));
        using HttpResponseMessage answer = await application.PostAsync(
            $"api/runs/{key}/answer", await AnswerAsync(application), ("Host", host), ("Content-Type", "application/json"), ("X-Hypergraph-Token", token));

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [page.StatusCode, info.StatusCode, answer.StatusCode]);
        Assert.DoesNotContain(token, await info.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(1, await QuestionsAsync(application));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5000")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("[::1]:5000")]
    [InlineData("192.168.1.20")]
    [InlineData("Runs.example:8080")]
    public async Task Host_With_an_address_or_a_known_name_Is_answered(string host)
    {
        await using TestApplication application = await TestApplication.StartAsync(o => o.AllowedHosts.Add("runs.example"));

        using HttpResponseMessage response = await application.GetAsync("api/info", ("Host", host));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("no token", HttpStatusCode.BadRequest)]
    [InlineData("wrong token", HttpStatusCode.BadRequest)]
    [InlineData("part of the token", HttpStatusCode.BadRequest)]
    [InlineData("token twice", HttpStatusCode.BadRequest)]
    [InlineData("token in the query", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=b", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("no content type", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Sec-Fetch-Site: cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site: same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site: none", HttpStatusCode.Forbidden)]
    [InlineData("Origin: http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin: null", HttpStatusCode.Forbidden)]
    [InlineData("Origin: https://SELF", HttpStatusCode.Forbidden)]
    [InlineData("Test-Client: 203.0.113.7", HttpStatusCode.Forbidden)]
    public async Task Change_From_elsewhere_Is_refused_and_changes_nothing(string attempt, HttpStatusCode status)
    {
        int stops = 0;
        await using TestApplication application = await TestApplication.StartAsync(o => o.Stop = (_, _) => Interlocked.Increment(ref stops) > 0);
        string key = await SecretRun.PauseAsync(application);
        string token = await application.TokenAsync();
        string query = string.Empty;
        List<(string, string)> headers = [];
        string? sentToken = token;
        string? contentType = "application/json";
        switch (attempt)
        {
            case "no token":
                sentToken = null;
                break;
            case "token in the query":
                sentToken = null;
                query = $"?token={token}&X-Hypergraph-Token={token}";
                break;
            case "wrong token":
                sentToken = new string('0', token.Length);
                break;
            case "part of the token":
                sentToken = token[..^1];
                break;
            case "token twice":
                headers.Add(("X-Hypergraph-Token", token));
                break;
            case "no content type":
                contentType = null;
                break;
            case { } header when header.Contains(": ", StringComparison.Ordinal):
                string[] parts = header.Split(": ");
                headers.Add((parts[0], parts[1].Replace("SELF", new Uri(application.Origin).Authority, StringComparison.Ordinal)));
                break;
            default:
                contentType = attempt;
                break;
        }

        headers.AddRange(sentToken is null ? [] : [("X-Hypergraph-Token", sentToken)]);
        headers.AddRange(contentType is null ? [] : [("Content-Type", contentType)]);
        using HttpResponseMessage answer = await application.PostAsync($"api/runs/{key}/answer{query}", await AnswerAsync(application), [.. headers]);
        using HttpResponseMessage stop = await application.PostAsync($"api/runs/{key}/stop{query}", "{}", [.. headers]);

        Assert.Equal([status, status], [answer.StatusCode, stop.StatusCode]);
        Assert.Equal(1, await QuestionsAsync(application));
        Assert.Equal(0, stops);
    }

    [Theory]
    [InlineData("""{"key":null,"value":true}""")]
    [InlineData("""{"value":true}""")]
    [InlineData("""{"key":"approve#1"}""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Answer_That_is_malformed_Is_refused_and_changes_nothing(string body)
    {
        await using TestApplication application = await TestApplication.StartAsync();
        string key = await SecretRun.PauseAsync(application);

        using HttpResponseMessage response = await application.PostAsync(
            $"api/runs/{key}/answer", body, ("Content-Type", "application/json"), ("X-Hypergraph-Token", await application.TokenAsync()));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The body of the request is not the expected JSON.", await DetailAsync(response));
        Assert.Equal(1, await QuestionsAsync(application));
    }

    [Fact]
    public async Task Change_By_the_page_Is_made()
    {
        int stops = 0;
        await using TestApplication application = await TestApplication.StartAsync(o => o.Stop = (_, _) => Interlocked.Increment(ref stops) > 0);
        string key = await SecretRun.PauseAsync(application);
        (string, string)[] headers =
            [("Content-Type", "application/json"), ("X-Hypergraph-Token", await application.TokenAsync()), ("Origin", application.Origin), ("Sec-Fetch-Site", "same-origin")];

        using HttpResponseMessage answer = await application.PostAsync($"api/runs/{key}/answer", await AnswerAsync(application), headers);
        using HttpResponseMessage stop = await application.PostAsync($"api/runs/{key}/stop", "{}", headers);

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Accepted], [answer.StatusCode, stop.StatusCode]);
        Assert.Equal(0, await QuestionsAsync(application));
        Assert.Equal(1, stops);
    }

    [Fact]
    public async Task Change_That_the_options_forbid_Is_refused()
    {
        await using TestApplication application = await TestApplication.StartAsync(o => o.AllowsAnswers = false);
        string key = await SecretRun.PauseAsync(application);
        (string, string)[] headers = [("Content-Type", "application/json"), ("X-Hypergraph-Token", await application.TokenAsync())];

        using HttpResponseMessage answer = await application.PostAsync($"api/runs/{key}/answer", await AnswerAsync(application), headers);
        using HttpResponseMessage stop = await application.PostAsync($"api/runs/{key}/stop", "{}", headers);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [answer.StatusCode, stop.StatusCode]);
        Assert.Equal(1, await QuestionsAsync(application));
    }

    [Fact]
    public async Task Token_Is_another_one_for_each_server()
    {
        await using TestApplication one = await TestApplication.StartAsync();
        await using TestApplication other = await TestApplication.StartAsync();

        Assert.NotEqual(await one.TokenAsync(), await other.TokenAsync());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Response_Has_the_headers_that_keep_other_sites_out(string path)
    {
        await using TestApplication application = await TestApplication.StartAsync();
        string key = await SecretRun.PauseAsync(application);

        using HttpResponseMessage response = await application.GetAsync(path.Replace("KEY", key, StringComparison.Ordinal));
        using HttpResponseMessage refused = await application.GetAsync(path.Replace("KEY", key, StringComparison.Ordinal), FarAway);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        foreach (HttpResponseMessage each in (HttpResponseMessage[])[response, refused])
        {
            Assert.Equal(ContentPolicy, Assert.Single(each.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(each.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(each.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("no-referrer", Assert.Single(each.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(each.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(each.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    /// <summary>The body that answers the open question.</summary>
    private static async Task<string> AnswerAsync(TestApplication application)
    {
        PendingQuestion question = await application.Store.PendingAsync(Token).FirstAsync(Token);
        return JsonSerializer.Serialize(new { key = question.Key, value = "yes" });
    }

    private static async Task<int> QuestionsAsync(TestApplication application) => await application.Store.PendingAsync(Token).CountAsync(Token);

    private static async Task<string?> DetailAsync(HttpResponseMessage response)
    {
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        return problem.RootElement.GetProperty("detail").GetString();
    }
}
