import { byteOrderMark, csvLine } from '../../analytics/rules.ts'
import type { Db } from '../../database/connect.ts'
import { mostItems } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import { fileColumns, headOf } from './file-columns.ts'
import { sayLaboratory } from './messages.ts'
import { listSamples, type Reading } from './read.ts'

/** A file to fill in: a line for each sample of this laboratory that waits for its result, or of an office's ground. */
export async function resultsTemplate(db: Db, reading: Reading, language: Language): Promise<string> {
  const waiting = await listSamples(db, { states: ['waiting', 'late'] }, { limit: mostItems, after: null }, reading)
  const lines = waiting.items
    .filter(({ may }) => may.enter)
    .map(({ number, seal, kind, layer }) =>
      csvLine([
        number,
        seal,
        sayLaboratory(`kind.${kind}`)(language),
        sayLaboratory(`layer.${layer}`)(language),
        null,
        null,
        null,
        null,
        null,
      ]),
    )
  return [byteOrderMark, csvLine(fileColumns.map((column) => headOf(column)(language))), ...lines].join('')
}
