import { useSyncExternalStore } from 'react'
import { type Appearance, display, onDisplayChange } from './display.ts'

export type Theme = 'light' | 'dark'

/** What the bars of the browser are coloured: the rail of each theme. */
const barColours: Record<Theme, string> = { light: '#14573a', dark: '#0d2a1e' }

export function themeOf(appearance: Appearance, deviceIsDark: boolean): Theme {
  if (appearance === 'device') return deviceIsDark ? 'dark' : 'light'
  return appearance
}

const device = typeof window === 'undefined' ? null : (window.matchMedia?.('(prefers-color-scheme: dark)') ?? null)

/** The theme at this moment, for what is drawn once. */
export function theme(): Theme {
  return themeOf(display().appearance, device?.matches ?? false)
}

function onThemeChange(listener: () => void): () => void {
  const leave = onDisplayChange(listener)
  device?.addEventListener('change', listener)
  return () => {
    leave()
    device?.removeEventListener('change', listener)
  }
}

export function useTheme(): Theme {
  return useSyncExternalStore(onThemeChange, theme)
}

/** Colours the page by the theme, now and whenever it changes. `public/first-paint.js` has done so before the first paint. */
export function keepTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = theme()
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', barColours[theme()])
  }
  apply()
  onThemeChange(apply)
}
