namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to publishing, word for word, and what it must produce.</summary>
public sealed class PublishingGuides
{
    [Fact]
    public void Function_from_data_Needs_no_code_at_run_time()
    {
        // snippet: publishing-values
        var square = Node.CreateFrom(
            NodeFunction.FromValues(["x"], values => (int)values["x"]! * (int)values["x"]!), ["square"], "square");

        RunResult result = new SyncRunner().Run(new Graph("squares", [square]), ("x", 5));
        int squared = result.Get<int>("square");                    // 25
        // end

        Assert.Equal(25, squared);
    }
}
