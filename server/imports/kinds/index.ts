import type { ImportKind } from '../contract.ts'
import { assets } from './assets.ts'
import { boundaries } from './boundaries.ts'
import type { Kind } from './kind.ts'
import { pavement } from './pavement.ts'
import { streets } from './streets.ts'
import { works } from './works.ts'

/** What can be imported. */
export const kinds: Record<ImportKind, Kind> = { works, streets, boundaries, pavement, assets }
