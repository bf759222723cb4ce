import { type Static, Type } from 'typebox'

export const languages = ['ar', 'en'] as const
export type Language = (typeof languages)[number]

/** A name in both languages of the product. */
export const Names = Type.Object(
  { ar: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export type Names = Static<typeof Names>
