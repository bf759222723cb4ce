import { expect, it } from 'vitest'
import { takenFrom } from './exif.ts'

const nothing = { at: null, place: null }

it('finds nothing where there is none, and in nonsense', () => {
  expect(takenFrom(undefined, 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.alloc(0), 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.from('Exif\0\0II*\0'), 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.concat([Buffer.from('Exif\0\0MM\0*'), Buffer.alloc(40, 0xff)]), 'UTC')).toEqual(nothing)
})

it('does not follow a directory that points at itself', () => {
  const entry = Buffer.from([0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0])
  const loop = Buffer.concat([Buffer.from('Exif\0\0II*\0'), Buffer.from([8, 0, 0, 0, 1, 0]), entry, Buffer.alloc(4)])
  expect(takenFrom(loop, 'UTC')).toEqual(nothing)
})
