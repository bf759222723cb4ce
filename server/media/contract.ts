import { Type } from 'typebox'

/** Longest side of the two sizes that a photo is kept in, pixels. */
export const photoSides = { large: 2048, small: 480 } as const
export type PhotoSize = keyof typeof photoSides
export const photoSizes = Object.keys(photoSides) as PhotoSize[]

/** What phones make: 50 megapixels, and panoramas no longer than this. */
export const mostPhotoMegapixels = 50
export const longestPhotoSide = 12_000
/** What a photo may weigh when it is sent. */
export const mostPhotoBytes = 15 * 1024 * 1024

export const PhotoParams = Type.Object({ id: Type.String({ format: 'uuid' }), size: Type.Enum(photoSizes) })

/** A photo as a member of a form. */
export const PhotoFile = Type.Unsafe<unknown>({
  type: 'string',
  format: 'binary',
  description: 'JPEG, PNG or WebP, at most 15 MB',
})
