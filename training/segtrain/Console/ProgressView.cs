using System.Globalization;
using Pipeline.Training;
using Spectre.Console;

namespace segtrain;

/// <summary>
/// Progress on stderr: a bar with the time left on a terminal, nothing when piped, plain lines with --verbose. The training thread only stores
/// numbers; drawing happens on a thread of its own.
/// </summary>
internal sealed class ProgressView : ITrainingObserver, IDisposable
{
    private readonly Shell _shell;
    private readonly bool _lines;
    private readonly bool _bar;
    private readonly Lock _gate = new();
    private Thread? _drawer;
    private bool _closed;
    private string _title = "";
    private double _done;
    private double _all = 1;

    private ProgressView(Shell shell, bool bar, bool lines)
    {
        _shell = shell;
        _bar = bar;
        _lines = lines;
    }

    public static ProgressView Open(Shell shell, bool verbose)
    {
        var terminal = ReferenceEquals(shell.Error, System.Console.Error) && !System.Console.IsErrorRedirected;
        return new ProgressView(shell, bar: terminal, lines: verbose && !terminal);
    }

    /// <summary>A stage beside training, such as preparing the images; a line where its title is a new one.</summary>
    public void Stage(string title, int done, int all)
    {
        if (Show(title, done, all)) Line(title);
    }

    public void Started(long step, long steps)
    {
        Show("training", step, steps);
        Line($"training from step {step} to {steps}");
    }

    public void Stepped(long stepsDone, double loss, double secondsPerStep)
    {
        lock (_gate)
        {
            _title = string.Create(CultureInfo.InvariantCulture, $"training · loss {loss:0.000}");
            _done = stepsDone;
        }
    }

    public void Validated(long stepsDone, ValidationScore score, bool isBest) =>
        Line(string.Create(CultureInfo.InvariantCulture, $"step {stepsDone}: validation {score.Score:0.0000} ({string.Join(", ", score.Values.Select(v => $"{v.Key} {v.Value.ToString("0.000", CultureInfo.InvariantCulture)}"))}){(isBest ? " best" : "")}"));

    public void Saved(long stepsDone) => Line($"step {stepsDone}: checkpoint");

    public void Dispose()
    {
        lock (_gate) _closed = true;
        _drawer?.Join();
        _drawer = null;
    }

    /// <summary>Whether the title is a new one.</summary>
    private bool Show(string title, double done, double all)
    {
        lock (_gate)
        {
            if (_closed) return false;
            var isNew = title != _title;
            (_title, _done, _all) = (title, done, all);
            if (_bar && _drawer is null)
            {
                _drawer = new Thread(Draw) { IsBackground = true, Name = "progress" };
                _drawer.Start();
            }
            return isNew;
        }
    }

    private void Line(string text)
    {
        if (_lines) _shell.Error.WriteLine(text);
    }

    private void Draw()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context =>
            {
                ProgressTask? task = null;
                var stage = "";
                while (true)
                {
                    string title;
                    double done, all;
                    lock (_gate)
                    {
                        if (_closed) return;
                        (title, done, all) = (_title, _done, _all);
                    }
                    var name = title.Split(" · ")[0];
                    if (task is null || stage != name)
                    {
                        task?.StopTask();
                        task = context.AddTask(name, maxValue: Math.Max(1, all));
                        stage = name;
                    }
                    task.Description = Markup.Escape(title);
                    task.Value = done;
                    Thread.Sleep(200);
                }
            });
    }
}
