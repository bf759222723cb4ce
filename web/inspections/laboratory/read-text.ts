/** Spreadsheets here write these two, and the second where nobody asks them for UTF-8. */
const unmarked = ['utf-8', 'windows-1256'] as const
const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/** The text of a file that a spreadsheet has saved, in whatever it saves text here; null where it is no text at all. */
export function readText(file: ArrayBuffer): string | null {
  const bytes = new Uint8Array(file)
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))
  for (const encoding of marked ? [marked.encoding] : unmarked) {
    const text = decoded(bytes, encoding)
    if (text !== null) return text.includes('\0') ? null : text
  }
  return null
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
