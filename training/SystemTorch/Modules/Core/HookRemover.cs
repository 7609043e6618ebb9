namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class HookableModule<TPreHook, TPostHook>
        {
            /// <summary>Takes one registered hook off again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                public void remove() => module.Remove(key);
            }
        }
    }
}
