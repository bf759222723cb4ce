import { type Static, Type } from 'typebox'

export const languages = ['ar', 'en'] as const
export type Language = (typeof languages)[number]

/** Text that a database can hold: no NUL, no half of a surrogate pair. */
export const storable = { pattern: '^[^\\u0000\\p{Cs}]*$' }

/** A name in both languages of the product. */
export const Names = Type.Object(
  {
    ar: Type.String({ minLength: 1, maxLength: 200, ...storable }),
    en: Type.String({ minLength: 1, maxLength: 200, ...storable }),
  },
  { additionalProperties: false },
)
export type Names = Static<typeof Names>
