const shortest = 3

/** Whether a text is long enough to be a reason or a condition: what the server asks too. */
export function isReason(text: string): boolean {
  return text.trim().length >= shortest
}
