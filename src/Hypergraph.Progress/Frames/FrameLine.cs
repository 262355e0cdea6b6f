using System.Text;

namespace Hypergraph.Progress;

/// <summary>One line of a frame. Equal lines look the same.</summary>
internal sealed class FrameLine(IReadOnlyList<FrameSegment> spans) : IEquatable<FrameLine>
{
    public IReadOnlyList<FrameSegment> Segments { get; } = spans;

    /// <summary>The cells that the line takes.</summary>
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

    /// <summary>The line without styles, gaps before columns filled with spaces.</summary>
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
