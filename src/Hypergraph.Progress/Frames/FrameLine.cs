using System.Text;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Frames;

/// <summary>One line of a frame. Lines with equal segments are equal.</summary>
internal sealed class FrameLine(IReadOnlyList<FrameSegment> spans) : IEquatable<FrameLine>
{
    public IReadOnlyList<FrameSegment> Segments { get; } = spans;

    /// <summary>The width of the line in cells.</summary>
    public int Width
    {
        get
        {
            int width = 0;
            foreach (FrameSegment span in Segments)
            {
                width = (span.Column ?? width) + DisplayText.Width(span.Text);
            }

            return width;
        }
    }

    public bool Equals(FrameLine? other) => other is not null && Segments.SequenceEqual(other.Segments);

    public override bool Equals(object? obj) => Equals(obj as FrameLine);

    public override int GetHashCode() => Segments.Count == 0 ? 0 : Segments[0].GetHashCode();

    /// <summary>Returns the line without styles, with gaps before columns filled with spaces.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = 0;
        foreach (FrameSegment span in Segments)
        {
            int gap = Math.Max(0, (span.Column ?? width) - width);
            text.Append(' ', gap).Append(span.Text);
            width += gap + DisplayText.Width(span.Text);
        }

        return text.ToString();
    }
}
