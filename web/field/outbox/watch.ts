import type { Answer, Carrier } from '../../api.ts'
import { uploaded } from './uploaded.ts'

/** What a request is asked with: `carry` takes a body that may be long, and notices whether it moves. */
export interface Watch {
  signal: AbortSignal
  carry: Carrier
}

/**
 * Asks, and gives up when nothing has moved for so long, or when the browser says that the network is back: a request of before
 * that hangs on a connection that is gone, and may never hear of it. Whatever is sent this way the server takes once, as
 * what is given up may have arrived. `isBack`: it was the network.
 */
export async function watched<T>(
  quietMilliseconds: number,
  ask: (watch: Watch) => Promise<Answer<T>>,
): Promise<{ heard: Answer<T>; isBack: boolean }> {
  const ending = new AbortController()
  const giveUp = () => ending.abort(new DOMException('nothing has moved', 'TimeoutError'))
  let isBack = false
  let timer = setTimeout(giveUp, quietMilliseconds)
  const moved = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, quietMilliseconds)
  }
  const cameBack = () => {
    isBack = true
    ending.abort(new DOMException('the network is back', 'NetworkError'))
  }
  window.addEventListener('online', cameBack)
  try {
    const heard = await ask({ signal: ending.signal, carry: (path, init) => uploaded(path, init, moved) })
    return { heard, isBack }
  } finally {
    clearTimeout(timer)
    window.removeEventListener('online', cameBack)
  }
}
