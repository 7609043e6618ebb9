using System.Globalization;
using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Acdc;

/// <summary>What Info.cfg says of one patient: the frame numbers of end diastole and end systole (from 1), and the diagnosis group if given.</summary>
internal sealed record AcdcInfo(int EndDiastole, int EndSystole, string? Group)
{
    public static AcdcInfo Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserInputException($"{path}: missing; expected a file with the lines 'ED: <frame>' and 'ES: <frame>'");
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Take(100))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) values[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }
        var ed = Frame(path, values, "ED");
        var es = Frame(path, values, "ES");
        if (ed == es)
        {
            throw new UserInputException($"{path}: ED and ES are both frame {ed}; expected two different frames");
        }
        return new AcdcInfo(ed, es, values.GetValueOrDefault("Group"));
    }

    private static int Frame(string path, Dictionary<string, string> values, string key)
    {
        if (!values.TryGetValue(key, out var text))
        {
            throw new UserInputException($"{path}: no line '{key}: <frame>' found; expected the frame number of {key}");
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var frame) && frame is > 0 and < 1000
            ? frame
            : throw new UserInputException($"{path}: {key} is '{text}'; expected a frame number from 1 to 999");
    }
}
