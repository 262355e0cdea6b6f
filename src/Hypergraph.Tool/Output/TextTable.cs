using Spectre.Console;

namespace Hypergraph.Tool.Output;

/// <summary>Writes tables for people.</summary>
internal static class TextTable
{
    private const int Gap = 3;

    /// <summary>Writes a table to standard output. The first column is text, the others are numbers.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The cells. They are text, not markup.</param>
    public static void Write(string[] columns, IEnumerable<string[]> rows) => Write(columns, rows, textColumns: 1);

    /// <summary>Writes a table of texts to standard output.</summary>
    /// <inheritdoc cref="Write(string[], IEnumerable{string[]})" path="/param"/>
    public static void WriteTexts(string[] columns, IEnumerable<string[]> rows) => Write(columns, rows, columns.Length);

    private static void Write(string[] columns, IEnumerable<string[]> rows, int textColumns)
    {
        Table table = new Table().NoBorder();
        foreach ((string column, int i) in columns.Select((column, i) => (column, i)))
        {
            TableColumn header = new TableColumn(new Text(column)).NoWrap().Padding(0, 0, i == columns.Length - 1 ? 0 : Gap, 0);
            table.AddColumn(i < textColumns ? header : header.RightAligned());
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(PlainText.OneLine(cell))));
        }

        IAnsiConsole console = PlainConsole.Create();
        console.Write(table);
    }
}
