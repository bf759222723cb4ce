const spellings: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ة: 'ه', ؤ: 'و', ئ: 'ي' }
const marks = /[\u064B-\u0652\u0670\u0640]/g

/** A text as it is searched for, the way that `folded` of the database has it: without what people leave out. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(marks, '')
    .replace(/[أإآٱىةؤئ]/g, (letter) => spellings[letter] ?? letter)
}
