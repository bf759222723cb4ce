import { expect, it } from 'vitest'
import { chunksOf } from './chunks.ts'

const most = { items: 3, weight: 10 }
const cut = (weights: number[]) => chunksOf(weights, most, (weight) => weight)

it.each([
  ['nothing', [], []],
  ['by their number', [1, 1, 1, 1], [[1, 1, 1], [1]]],
  ['by their weight', [6, 4, 1, 9, 1], [[6, 4], [1, 9], [1]]],
  ['a heavy one alone', [1, 40, 1], [[1], [40], [1]]],
])('cuts %s', (_name, weights, chunks) => {
  expect(cut(weights)).toEqual(chunks)
})
