const minute = 60_000

/** Does some work now and a minute after each end of it. Work that fails is tried again. Gives the function that ends it. */
export function repeatedly(work: () => Promise<unknown>, onFailure: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const turn = async () => {
    await work().catch(onFailure)
    if (!ended) timer = setTimeout(() => void turn(), minute).unref()
  }
  void turn()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
