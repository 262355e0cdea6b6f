using System.Globalization;

namespace Hypergraph.Pictures.Drawing;

/// <summary>The text of a node's state.</summary>
internal static class StateText
{
    /// <summary>Returns the status and the counts: <c>running, 3 of 10, 1 failed</c>.</summary>
    public static string Of(NodePictureState state)
    {
        string text = NameOf(state.Status);
        if (state is not ({ Total: 0 or 1 } or { Total: null, Done: 0 }))
        {
            text += state.Total is { } total ? $", {Number(state.Done)} of {Number(total)}" : $", {Number(state.Done)}";
        }

        bool isOnlyFailure = state is { Status: NodePictureStatus.Failed, Failed: 1, Total: 0 or 1 };
        return state.Failed > 0 && !isOnlyFailure ? $"{text}, {Number(state.Failed)} failed" : text;
    }

    /// <summary>Returns the name of a status, which is also that of its style.</summary>
    public static string NameOf(NodePictureStatus status) => status switch
    {
        NodePictureStatus.Running => "running",
        NodePictureStatus.Retrying => "retrying",
        NodePictureStatus.Paused => "paused",
        NodePictureStatus.Done => "done",
        NodePictureStatus.Cached => "cached",
        NodePictureStatus.Failed => "failed",
        NodePictureStatus.Skipped => "skipped",
        NodePictureStatus.Stopped => "stopped",
        _ => "waiting",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
