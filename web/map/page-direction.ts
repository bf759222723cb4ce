/**
 * MapLibre draws letters on an OffscreenCanvas, which inherits the page's direction; under `dir="rtl"` brackets would be
 * mirrored twice. Every 2d context of such a canvas is therefore told that it runs from left to right.
 */
export function drawGlyphsLeftToRight(): void {
  if (typeof OffscreenCanvas === 'undefined') return
  const prototype = OffscreenCanvas.prototype as { getContext: (kind: string, options?: unknown) => unknown }
  const original = prototype.getContext
  prototype.getContext = function (this: OffscreenCanvas, kind: string, options?: unknown) {
    const context = original.call(this, kind, options)
    if (kind === '2d' && context) (context as OffscreenCanvasRenderingContext2D).direction = 'ltr'
    return context
  }
}
