/** What is done at most once in a while: at once where that long has passed, else as soon as it has. */
export interface Paced {
  ask: () => void
  end: () => void
}

export function paced(milliseconds: number, act: () => void): Paced {
  let doneAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    ask() {
      timer ??= setTimeout(
        () => {
          timer = undefined
          doneAt = performance.now()
          act()
        },
        Math.max(0, doneAt + milliseconds - performance.now()),
      )
    },
    end() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
