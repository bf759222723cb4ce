/** What comes quickly one after another is done together. */
const togetherMilliseconds = 200

export interface Turns {
  soon: () => void
  end: () => Promise<void>
}

/** Takes turns one after another: now, soon after each call, and after a pause. A turn is told when it is the last. */
export function turnsOf(turn: (isOver: () => boolean) => Promise<void>, pauseMilliseconds: number): Turns {
  let running: Promise<void> | null = null
  let isAsked = false
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(run, milliseconds).unref()
  }
  function run() {
    isAsked = false
    running = turn(() => isOver).finally(() => {
      running = null
      wait(isAsked ? togetherMilliseconds : pauseMilliseconds)
    })
  }
  wait(0)
  return {
    soon: () => {
      isAsked = true
      if (!running) wait(togetherMilliseconds)
    },
    end: async () => {
      isOver = true
      clearTimeout(timer)
      await running
    },
  }
}
