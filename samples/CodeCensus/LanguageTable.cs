using Spectre.Console;
using Spectre.Console.Rendering;

namespace CodeCensus;

/// <summary>
/// Numbers by language, one row each and a total. A number is never broken: where the table is too wide, it does without
/// lines, then without its last columns.
/// </summary>
/// <param name="rows">The heads, the languages and the total; the first cell of each is its name.</param>
internal sealed class LanguageTable(IReadOnlyList<string[]> rows)
{
    /// <summary>The border and the space around what a cell holds.</summary>
    private const int CellFrame = 3;

    private readonly int[] _widths = [.. rows[0].Select((_, column) => rows.Max(row => new Segment(row[column]).CellCount()))];

    public void Write(IAnsiConsole console)
    {
        if (_widths.Sum(width => width + CellFrame) + 1 <= console.Profile.Width)
        {
            console.Write(Framed());
        }
        else
        {
            WriteTight(console);
        }
    }

    private Table Framed()
    {
        Table table = new Table().RoundedBorder().AddColumn(rows[0][0]);
        foreach (string head in rows[0].Skip(1))
        {
            table.AddColumn(head, column => column.RightAligned());
        }

        foreach (string[] row in rows.Skip(1).SkipLast(1))
        {
            table.AddRow(row);
        }

        for (int i = 0; i < table.Columns.Count; i++)
        {
            table.Columns[i].Footer(rows[^1][i]);
        }

        return table;
    }

    private void WriteTight(IAnsiConsole console)
    {
        int columns = _widths.Length;
        while (columns > 2 && _widths.Take(columns).Sum(width => width + 1) - 1 > console.Profile.Width)
        {
            columns--;
        }

        foreach (string[] row in rows)
        {
            IEnumerable<string> numbers = row.Take(columns).Skip(1).Select((number, i) => $" {number.PadLeft(_widths[i + 1])}");
            string space = new(' ', _widths[0] - new Segment(row[0]).CellCount());
            console.Profile.Out.Writer.WriteLine($"{row[0]}{space}{string.Concat(numbers)}");
        }
    }
}
