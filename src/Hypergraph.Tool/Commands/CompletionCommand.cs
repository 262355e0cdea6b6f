using System.CommandLine;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>completion</c>.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _hypergraph() {
          local word=${COMP_WORDS[COMP_CWORD]} IFS=$'\n'
          COMPREPLY=($(compgen -W "$(hypergraph "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _hypergraph hypergraph

        """;

    private const string Zsh = """
        #compdef hypergraph
        _hypergraph() {
          local -a suggestions
          suggestions=(${(f)"$(hypergraph "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
          compadd -a suggestions
          _files
        }
        compdef _hypergraph hypergraph

        """;

    private const string Fish = """
        complete -c hypergraph -a '(hypergraph "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'

        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh or fish." }.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Option<bool> json = CommonSymbols.Json("Write the script as a JSON string.");
        var command = new Command("completion", "Prints a script that completes the commands and options of this program in a shell. Exit codes: 0 fine, 2 wrong usage.") { shell, json };
        command.SetAction((ParseResult result) =>
        {
            string script = result.GetRequiredValue(shell) switch
            {
                "zsh" => Zsh,
                "fish" => Fish,
                _ => Bash,
            };
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer => writer.WriteTextValue(script));
            }
            else
            {
                StandardOutput.Writer.Write(script.ReplaceLineEndings("\n"));
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
