import { expect, it } from 'vitest'
import { folded } from './folded.ts'

it.each([
  ['بلدية الروضة', 'بلديه الروضه'],
  ['مُستشفى الأمل', 'مستشفي الامل'],
  ['آل لؤي بئر ٱلسوق إحسان', 'ال لوي بير السوق احسان'],
  ['الســـوق', 'السوق'],
  ['Al-Rawdah', 'al-rawdah'],
])('%s is searched for as %s', (text, expected) => {
  expect(folded(text)).toBe(expected)
})
