using System.Globalization;
using System.Security;
using System.Text;

namespace Hypergraph.Progress.Tests;

/// <summary>A screen as an SVG picture.</summary>
public static class ScreenPicture
{
    private const double CellWidth = 8.4;
    private const double LineHeight = 20;
    private const double Margin = 14;

    public static string Draw(VirtualScreen screen)
    {
        int rows = screen.Text.Split('\n').Length;
        double width = (screen.Width * CellWidth) + (2 * Margin);
        double height = (rows * LineHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\"");
        svg.Append(" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#14171c\"/>\n");
        for (int row = 0; row < rows; row++)
        {
            DrawLine(svg, screen.Lines[row], Margin + (row * LineHeight) + 15);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawLine(StringBuilder svg, IReadOnlyList<Cell> line, double y)
    {
        int column = 0;
        while (column < line.Count)
        {
            int end = EndOfPiece(line, column);
            string text = string.Concat(line.Skip(column).Take(end - column).Select(cell => cell.Text));
            if (!string.IsNullOrWhiteSpace(text))
            {
                DrawPiece(svg, text, line[column].Sgr, Margin + (column * CellWidth), y, (end - column) * CellWidth);
            }

            column = end;
        }
    }

    /// <summary>Cells of one style that stand together; an emoji stands alone, since fonts differ on its width.</summary>
    private static int EndOfPiece(IReadOnlyList<Cell> line, int start)
    {
        int end = start + 1;
        if (IsEmoji(line[start]))
        {
            return end;
        }

        while (end < line.Count && line[end].Sgr == line[start].Sgr && !IsEmoji(line[end]) && (line[end].Text == " ") == (line[start].Text == " "))
        {
            end++;
        }

        return end;
    }

    private static bool IsEmoji(Cell cell) => cell.Text.Length > 1;

    private static void DrawPiece(StringBuilder svg, string text, string sgr, double x, double y, double width)
    {
        string weight = sgr.Split(';')[0] == "1" ? " font-weight=\"bold\"" : "";
        string opacity = IsDim(sgr) ? " opacity=\"0.55\"" : "";
        string length = text.Length > 1 && char.IsSurrogate(text[0])
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" textLength=\"{width:0.#}\" lengthAdjust=\"spacingAndGlyphs\"");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" fill=\"{ColorOf(sgr)}\"{weight}{opacity}{length}>{SecurityElement.Escape(text)}</text>\n");
    }

    private static bool IsDim(string sgr) => sgr.Split(';')[0] == "2";

    private static string ColorOf(string sgr) => IsDim(sgr) ? "#d7dae0" : sgr.Split(';')[^1] switch
    {
        "6" or "36" => "#56d4dd",
        "2" or "32" => "#4fc26b",
        "10" or "92" => "#7ee787",
        "1" or "31" or "9" or "91" => "#f47067",
        "3" or "33" or "11" or "93" => "#e3b341",
        _ => "#d7dae0",
    };
}
