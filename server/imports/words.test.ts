import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  fieldWords: 'import.field',
  impactWords: 'impact',
  streetClassWords: 'street',
  surfaceWords: 'ledger.kind',
  assetKindWords: 'asset.kind',
  assetStateWords: 'asset.state',
})
