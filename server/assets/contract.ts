import { type Static, Type } from 'typebox'
import { Instant } from '../time/contract.ts'

/** What lies in the ground. */
export const assetKinds = [
  'water',
  'sewer',
  'drainage',
  'electricity',
  'telecom',
  'gas',
  'cooling',
  'lighting',
  'other',
] as const
export type AssetKind = (typeof assetKinds)[number]

/** What is out of use still lies in the ground. */
export const assetStates = ['in_use', 'out_of_use'] as const
export type AssetState = (typeof assetStates)[number]

/** What a row of a file may say: `removed` takes away what the owner no longer has in the ground. */
export const importedAssetStates = [...assetStates, 'removed'] as const
export type ImportedAssetState = (typeof importedAssetStates)[number]

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** An asset of the reader's own agency: a line with its length, or an area. */
export const Asset = Type.Object({
  id: Uuid,
  /** The owner's own, unique among its assets. */
  reference: Type.String(),
  kind: Type.Enum([...assetKinds]),
  state: Type.Enum([...assetStates]),
  description: nullable(Type.String()),
  /** Of the cover, where it is known. */
  depthMetres: nullable(Type.Number()),
  lengthMetres: nullable(Type.Number()),
  areaSquareMetres: nullable(Type.Number()),
  /** A place on it, WGS84. */
  centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  recordedAt: Instant,
  changedAt: Instant,
})
export type Asset = Static<typeof Asset>

export const AssetList = Type.Object({ items: Type.Array(Asset), nextCursor: nullable(Type.String()) })
export type AssetList = Static<typeof AssetList>

/** How many assets of a kind an agency has, and the metres of its lines. */
export const AssetCounts = Type.Object({
  items: Type.Array(
    Type.Object({ kind: Type.Enum([...assetKinds]), assets: Type.Integer(), lengthMetres: Type.Number() }),
  ),
})
export type AssetCounts = Static<typeof AssetCounts>
