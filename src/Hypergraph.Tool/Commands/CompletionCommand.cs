using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>completion</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>Where the suggestions have <c>-</c>, standard input, a file is expected. Options are offered there after a hyphen.</summary>
    private const string Bash = """
        _hypergraph() {
          local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT} suggestions IFS=$'\n'
          line=${line%"$word"}
          suggestions=$(hypergraph "[suggest:${#line}]" "$line" 2>/dev/null)
          if [[ $word != -* && $'\n'$suggestions$'\n' == *$'\n-\n'* ]]; then
            compopt -o filenames -o default 2>/dev/null
            COMPREPLY=($(compgen -f -- "$word"))
          else
            COMPREPLY=($(compgen -W "$suggestions" -- "$word"))
          fi
        }
        complete -F _hypergraph hypergraph

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
