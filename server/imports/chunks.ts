/** What one statement is given of a file, bytes of JSON: a row may have four MiB, and is then alone. */
export const mostStatementBytes = 2 * 1024 * 1024

/** Cuts a list into chunks of at most so many items and so much weight together; an item that is heavier is alone. */
export function chunksOf<Item>(
  items: readonly Item[],
  most: { items: number; weight: number },
  weigh: (item: Item) => number,
): Item[][] {
  const chunks: Item[][] = []
  let weight = 0
  for (const item of items) {
    const own = weigh(item)
    const last = chunks.at(-1)
    if (last && last.length < most.items && weight + own <= most.weight) {
      last.push(item)
      weight += own
    } else {
      chunks.push([item])
      weight = own
    }
  }
  return chunks
}
