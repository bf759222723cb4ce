/** How many files of tests run side by side; each has an engine to itself, as some take everything away from theirs. */
export const enginesAtOnce = 2
