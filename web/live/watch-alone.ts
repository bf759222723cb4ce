export interface Watched {
  isThere: () => Promise<boolean>
  lost: (isLost: boolean) => void
  /** Anything may be another. */
  readAgain: () => void
}

/** So long without a connection is a break, and not a hiccup. */
const breakMilliseconds = 4000
const longestMilliseconds = 60_000

/**
 * Looks after the page while no stream of changes comes. A server that is there and refuses only the stream has too many
 * of them already: all is read again less and less often. Gives what ends it; an answer that comes later says nothing.
 */
export function watchAlone({ isThere, lost, readAgain }: Watched): () => void {
  let isOver = false
  let pause = breakMilliseconds
  let timer = setTimeout(look, pause)

  async function look() {
    if (!document.hidden) {
      const there = await isThere()
      if (isOver) return
      lost(!there)
      if (there) readAgain()
      pause = there ? Math.min(2 * pause, longestMilliseconds) : breakMilliseconds
    }
    timer = setTimeout(look, pause)
  }
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
