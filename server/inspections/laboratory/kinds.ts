/** What a sample is tested for. [B] */
export const sampleKinds = ['compaction', 'asphalt_thickness', 'asphalt_density'] as const
export type SampleKind = (typeof sampleKinds)[number]

/** The layers of a reinstatement, from the bottom up. */
export const sampleLayers = ['bedding', 'backfill', 'subbase', 'base_course', 'asphalt'] as const
export type SampleLayer = (typeof sampleLayers)[number]
