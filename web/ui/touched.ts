/** Is this a finger's device, which has no keys to speak of? */
export const isTouched = () => window.matchMedia('(pointer: coarse)').matches
