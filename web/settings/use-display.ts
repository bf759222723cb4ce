import { useSyncExternalStore } from 'react'
import { type Display, display, onDisplayChange } from './display.ts'

/** The reader's display settings; drawn anew when they change. */
export function useDisplay(): Display {
  return useSyncExternalStore(onDisplayChange, display)
}
