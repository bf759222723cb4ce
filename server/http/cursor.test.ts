import { describe, expect, it } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

const id = '0192b9f0-0000-7000-8000-000000000001'

describe('a cursor', () => {
  it('gives back what was written', () => {
    expect(readCursor(writeCursor(['2026-11-24', id]), ['day', 'uuid'])).toEqual({ value: ['2026-11-24', id] })
    expect(readCursor(writeCursor([40]), ['count'])).toEqual({ value: [40] })
    expect(readCursor(writeCursor(['شارع الغيمة', id]), ['text', 'uuid'])).toEqual({ value: ['شارع الغيمة', id] })
    expect(readCursor(undefined, ['day'])).toEqual({ value: null })
  })

  it.each([
    ['not one of ours', 'xyz'],
    ['too short', writeCursor(['2026-11-24'])],
    ['too long', writeCursor(['2026-11-24', id, 1])],
    ['no day', writeCursor(['2026-02-30', id])],
    ['no id', writeCursor(['2026-11-24', 'abc'])],
    ['a number for a text', writeCursor([1, id])],
    ['a list', Buffer.from(JSON.stringify([['2026-11-24'], id])).toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
  ])('is refused: %s', (_why, cursor) => {
    expect(readCursor(cursor, ['day', 'uuid']).problem).toMatchObject({ name: 'validation' })
  })

  it.each([-1, 0.5, 1e12, '3', null])('is refused: %j for a count', (value) => {
    const cursor = Buffer.from(JSON.stringify([value])).toString('base64url')
    expect(readCursor(cursor, ['count']).problem).toMatchObject({ name: 'validation' })
  })

  it('is refused: a text that no database holds', () => {
    expect(readCursor(writeCursor(['a\u0000b']), ['text']).problem).toBeDefined()
    expect(readCursor(writeCursor(['soon']), ['instant']).problem).toBeDefined()
  })
})
