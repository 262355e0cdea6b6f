namespace Hypergraph.Pictures.Formats;

/// <summary>The colors of a status, readable on light and dark pages: text and fill have a contrast of more than 4.5 to 1.</summary>
/// <param name="Fill">The color of the area.</param>
/// <param name="Stroke">The color of the border.</param>
/// <param name="Text">The color of the text.</param>
/// <param name="IsDashed">Whether the border is dashed: the node has not run itself.</param>
internal sealed record StateStyle(string Fill, string Stroke, string Text, bool IsDashed = false)
{
    private static readonly StateStyle Waiting = new("#ffffff", "#8c959f", "#24292f");
    private static readonly StateStyle Running = new("#ddf4ff", "#0969da", "#0a3069");
    private static readonly StateStyle Retrying = new("#fff8c5", "#9a6700", "#4d2d00");
    private static readonly StateStyle Paused = new("#fbefff", "#8250df", "#3e1f79");
    private static readonly StateStyle Done = new("#dafbe1", "#1a7f37", "#0b4f1e");
    private static readonly StateStyle Cached = Done with { IsDashed = true };
    private static readonly StateStyle Failed = new("#ffebe9", "#cf222e", "#82071e");
    private static readonly StateStyle Skipped = new("#f6f8fa", "#8c959f", "#57606a", IsDashed: true);
    private static readonly StateStyle Stopped = new("#fff1e5", "#bc4c00", "#5c2200");

    public static StateStyle Of(NodePictureStatus status) => status switch
    {
        NodePictureStatus.Running => Running,
        NodePictureStatus.Retrying => Retrying,
        NodePictureStatus.Paused => Paused,
        NodePictureStatus.Done => Done,
        NodePictureStatus.Cached => Cached,
        NodePictureStatus.Failed => Failed,
        NodePictureStatus.Skipped => Skipped,
        NodePictureStatus.Stopped => Stopped,
        _ => Waiting,
    };
}
