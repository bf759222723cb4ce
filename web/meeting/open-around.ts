/** An item that a link leads to may lie in a point that is closed. */
export function openAround(item: number): void {
  const point = document.getElementById(`item-${item}`)?.closest('details')
  if (point) point.open = true
}

/** Shows the item that the address names behind its `#`, once it is there. */
export function showNamedItem(): void {
  const [, item] = /^#item-(\d+)$/.exec(window.location.hash) ?? []
  if (item === undefined) return
  openAround(Number(item))
  document.getElementById(`item-${item}`)?.scrollIntoView({ block: 'start' })
}
