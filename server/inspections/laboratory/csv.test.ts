import { expect, it } from 'vitest'
import { readCsv } from './csv.ts'

it.each([
  [
    'lines and cells',
    'a,b\r\n1,2\r\n',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'no last line end',
    'a,b\n1,2',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'a byte order mark',
    '\uFEFFa,b\n1,2',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'semicolons',
    'a;b\n1,5;2',
    [
      [1, ['a', 'b']],
      [2, ['1,5', '2']],
    ],
  ],
  [
    'tabs',
    'a\tb\n1\t2',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'quoted commas, marks and line ends',
    'a,b\n"1,0","say ""so""\nthere"\n3,4',
    [
      [1, ['a', 'b']],
      [2, ['1,0', 'say "so"\nthere']],
      [4, ['3', '4']],
    ],
  ],
  [
    'blank lines, which are none',
    'a,b\n\n , \n1,2\n\n',
    [
      [1, ['a', 'b']],
      [4, ['1', '2']],
    ],
  ],
  [
    'spaces around cells',
    ' a , b \n 1 , 2 ',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  ['nothing', '', []],
] as const)('reads %s', (_what, text, expected) => {
  expect(readCsv(text).rows?.map(({ line, cells }) => [line, cells])).toEqual(expected)
})

it('names the line of a quotation mark that is never closed', () => {
  expect(readCsv('a,b\n1,2\n"3,4\n5,6')).toEqual({ unclosed: 3 })
})
