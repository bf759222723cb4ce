const marginPixels = 8

/** Moves what is opened to where its list has place for it: a list cuts off what reaches over its edge. */
export function withinList(opened: HTMLElement | null): void {
  const list = opened?.closest('.listing')
  if (!opened || !list) return
  const [own, whole] = [opened.getBoundingClientRect(), list.getBoundingClientRect()]
  const tooFar = Math.max(0, own.right - whole.right + marginPixels)
  const tooNear = Math.max(0, whole.left + marginPixels - own.left)
  if (tooFar !== tooNear) opened.style.translate = `${tooNear - tooFar}px`
}
