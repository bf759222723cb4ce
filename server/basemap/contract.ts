import { type Static, Type } from 'typebox'

/** The ground under our own layers, where the operator names one; `url` is what the page asks for. */
export const Basemap = Type.Object({ kind: Type.Enum(['style', 'tiles']), url: Type.String() })
export type Basemap = Static<typeof Basemap>
