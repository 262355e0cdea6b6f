using System.Diagnostics;
using System.Text;

namespace Hypergraph.Tests.Pictures;

/// <summary>Programs that are not part of .NET.</summary>
internal static class Programs
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether a program can be found.</summary>
    public static bool Has(string name) => Environment.GetEnvironmentVariable("PATH")?
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name))) == true;

    /// <summary>Runs a program that reads its input to the end, and returns its output. It must succeed.</summary>
    public static string Run(string name, string[] arguments, string input)
    {
        (int code, string output, string errors) = TryRun(name, arguments, input);
        Assert.True(code == 0, $"{name} ended with {code}: {errors}\nIts input was:\n{input}");
        return output;
    }

    /// <summary>Runs a program that reads its input to the end.</summary>
    public static (int Code, string Output, string Errors) TryRun(string name, string[] arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all. Its exit code says so.
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }
}
