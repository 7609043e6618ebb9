using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Inference;

/// <summary>The JSON forms that this assembly writes, generated at compile time (works trimmed).</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PredictionsFile))]
[JsonSerializable(typeof(DevicesReport))]
[JsonSerializable(typeof(InspectionReport))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(GateReport))]
internal sealed partial class InferenceJson : JsonSerializerContext
{
    /// <summary>The value as a file: indented, LF on every platform, ended by one line feed.</summary>
    public static byte[] ToBytes<T>(T value, Func<InferenceJson, JsonTypeInfo<T>> form)
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = null,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read as JSON, never pasted into HTML: letters stay letters
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(value, form(new InferenceJson(options))), (byte)'\n'];
    }
}
