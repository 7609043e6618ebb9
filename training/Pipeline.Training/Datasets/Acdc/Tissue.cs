namespace Pipeline.Training.Datasets.Acdc;

/// <summary>What a phantom voxel is made of.</summary>
internal enum Tissue
{
    Outside,
    LeftBlood,
    Papillary,
    Myocardium,
    RightBlood,
    RightWall,
    Atrium,
    EpicardialFat,
    Air,
    Lung,
    Muscle,
    Fat,
    Liver,
    Aorta,
    Bone,
}
